using System.Text.Json;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.MarketRegulation;

/// <summary>Reads the lists that the query gathers as JSON: periods of state and change records.</summary>
internal static class RegistrationHistory
{
    // Change items whose texts are people's names.
    private static readonly string[] _people =
        ["法定代表人", "负责人", "经营者", "合伙人", "投资人", "股东", "董事", "监事", "经理", "高级管理", "联络员"];

    /// <summary>The periods of state, oldest first; an unknown state stays as it is written, for the hub to hold.</summary>
    public static IEnumerable<StateChange> States(string? json) => Items(json).Select(item => new StateChange
    {
        State = RegistrationCodes.State(Text(item, "state")),
        StateRaw = Text(item, "state"),
        Since = Text(item, "since"),
        Basis = Text(item, "basis"),
    });

    /// <summary>The change records, oldest first; names of people in them are masked.</summary>
    public static IEnumerable<ChangeRecord> Changes(string? json) => Items(json).Select(item => new ChangeRecord
    {
        Item = Text(item, "item"),
        Before = Masked(Text(item, "item"), Text(item, "before")),
        After = Masked(Text(item, "item"), Text(item, "after")),
        ChangedOn = Text(item, "date"),
    });

    private static string Masked(string item, string text) =>
        _people.Any(people => item.Contains(people, StringComparison.Ordinal)) ? PartyName.MaskAll(text) : text;

    private static IEnumerable<JsonElement> Items(string? json)
    {
        if (json is null)
            yield break;
        using var list = JsonDocument.Parse(json);
        foreach (var item in list.RootElement.EnumerateArray())
            yield return item;
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()?.Trim() ?? "";
}
