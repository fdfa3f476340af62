using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Delivery;

/// <summary>Finds the records that change who owns what or was granted what, and so what callers may see.</summary>
internal static class RightsEntries
{
    private static readonly byte _entriesTag = (byte)WireFormat.MakeTag(SourceBody.EntriesFieldNumber, WireFormat.WireType.LengthDelimited);

    // Nearly all SOURCE records are runs alone, which begin with another tag: they are not parsed.
    public static bool AreIn(LogRecord record) =>
        record.Type == RecordType.Source && record.Body.Length > 0 && record.Body.Span[0] == _entriesTag
        && SourceBody.Parser.ParseFrom(record.Body.Span).Entries.Any(static entry => entry.EntryCase is SourceEntry.EntryOneofCase.Ownership or SourceEntry.EntryOneofCase.Grants);
}
