using System.Text.Json;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Operations;

/// <summary>What differs between two contents, field by field.</summary>
internal static class FieldDiffs
{
    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));

    /// <summary>The fields that differ, in path order.</summary>
    public static IEnumerable<FieldDiff> Between(Change? before, Change? after)
    {
        var (was, becomes) = (Texts(before), Texts(after));
        return was.Keys.Union(becomes.Keys).Order(StringComparer.Ordinal)
            .Select(path => new FieldDiff { Path = path, Before = was.GetValueOrDefault(path, ""), After = becomes.GetValueOrDefault(path, "") })
            .Where(static diff => diff.Before != diff.After);
    }

    private static Dictionary<string, string> Texts(Change? change)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (change is null || FacetCatalogue.Of(change)?.ContentOf(change) is not { } content)
            return texts;
        texts["key.value"] = change.Key.Value;
        using var json = JsonDocument.Parse(_formatter.Format(content));
        Flatten(json.RootElement, "", texts);
        return texts;
    }

    private static void Flatten(JsonElement element, string path, Dictionary<string, string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Flatten(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}", texts);
                break;
            case JsonValueKind.Array:
                var place = 0;
                foreach (var item in element.EnumerateArray())
                    Flatten(item, $"{path}[{place++}]", texts);
                break;
            default:
                texts[path] = element.ToString();
                break;
        }
    }
}
