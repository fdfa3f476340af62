using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Adapters.Verbs.Previews;

/// <summary>One row with what it becomes and what is said of it.</summary>
/// <param name="Source">Its source.</param>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Item">What would be pushed; null: it is out of scope.</param>
/// <param name="Judged">What the hub says; null: it was not asked.</param>
internal sealed record PreviewRow(string Source, ulong Number, PushItem? Item, Judged? Judged)
{
    private static readonly JsonFormatter _formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));
    private static readonly JsonSerializerOptions _json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What would become of it.</summary>
    public string Verdict => Item is null ? "out_of_scope"
        : Judged is { } judged ? judged.Outcome.ToString().ToLowerInvariant()
        : Violations.Any(violation => violation.Severity == Severity.Error) ? "held" : "mapped";

    private IEnumerable<Violation> Violations => Judged?.Violations ?? Item?.Violations ?? (IEnumerable<Violation>)[];

    /// <summary>The row as one line of JSON.</summary>
    public string ToJson() => new JsonObject
    {
        ["source"] = Source,
        ["row"] = Number,
        ["verdict"] = Verdict,
        ["change"] = Item?.Change is { } change ? JsonNode.Parse(_formatter.Format(change)) : null,
        ["violations"] = new JsonArray([.. Violations.Select(violation => JsonNode.Parse(_formatter.Format(violation)))]),
    }.ToJsonString(_json);

    /// <summary>The row as lines for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder().Append($"{Number,5} {Mark} {Verdict}");
        if (Item?.Change is { } change)
        {
            text.Append($"  {(change.Key is null ? "?" : KeyText.Format(change.Key))}  {FacetCatalogue.Of(change)?.Name}");
            text.AppendLine().Append($"        {Content(change)}");
        }
        foreach (var violation in Violations)
        {
            text.AppendLine().Append($"        {(violation.Severity == Severity.Error ? "✘" : "!")} {violation.Rule} {violation.Field}");
            text.Append(violation.Value.Length > 0 ? $" \"{violation.Value}\"" : "").Append($": {violation.MessageZh} / {violation.MessageEn}");
        }
        return text.ToString();
    }

    private char Mark => Verdict switch
    {
        "out_of_scope" => '–',
        "held" or "refused" => '✘',
        _ => '✔',
    };

    private static string Content(Change change) => FacetCatalogue.Of(change)?.ContentOf(change) is { } content ? _formatter.Format(content) : "";
}
