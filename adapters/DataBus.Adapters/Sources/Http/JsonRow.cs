using System.Text.Json;
using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Http;

/// <summary>One item of an API; columns are paths of property names.</summary>
internal sealed class JsonRow(JsonElement item) : SourceRow
{
    public override string? this[string column] => List(column) is { Count: > 0 } texts ? string.Join(';', texts) : null;

    public override IReadOnlyList<string> List(string column) => Find(column) switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(i => Trim(Text(i))).OfType<string>()],
        { } value => Trim(Text(value)) is { } text ? [text] : [],
        null => [],
    };

    public override string? Untouched(string column) => Find(column) is { } value ? Text(value) : null;

    private JsonElement? Find(string column)
    {
        var value = item;
        foreach (var name in column.Split('.'))
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }
        return value;
    }

    // Numbers keep their digits as they are written.
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
