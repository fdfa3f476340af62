using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Google.Protobuf;

namespace DataBus.Adapters.Mapping;

/// <summary>The allow-listed columns of a row as JSON, for the desk; no other column leaves the bureau.</summary>
internal static class RawRow
{
    /// <summary>The most that a push takes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Ends a text that was cut.</summary>
    public const char Cut = '…';

    private const int CutLength = 200;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the columns of a row; a row that is too large is cut value by value.</summary>
    public static ByteString Of(SourceRow row, IReadOnlyList<string> columns)
    {
        var whole = Write(row, columns, int.MaxValue);
        return whole.Length <= MaxBytes ? whole : Write(row, columns, CutLength);
    }

    private static ByteString Write(SourceRow row, IReadOnlyList<string> columns, int length)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, _options))
        {
            writer.WriteStartObject();
            foreach (var column in columns)
            {
                if (row.Untouched(column) is not { } text)
                    continue;
                var cut = Text.Cut(text, length);
                writer.WriteString(column, cut.Length == text.Length ? text : cut + Cut);
            }
            writer.WriteEndObject();
        }
        return ByteString.CopyFrom(buffer.WrittenSpan);
    }
}
