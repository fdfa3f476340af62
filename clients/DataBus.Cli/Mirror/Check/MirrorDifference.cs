namespace DataBus.Cli.Mirror.Check;

/// <summary>A row in which mirror and hub differ.</summary>
/// <param name="What">How: <c>missing</c> or <c>surplus</c> in the mirror, <c>older</c>, <c>newer</c>, or <c>altered</c>.</param>
/// <param name="Table">Its table.</param>
/// <param name="Key">The key's text.</param>
/// <param name="Instance">Instance of the address.</param>
/// <param name="EventId">The event's id, in a table of events.</param>
/// <param name="Hub">Its revision at the hub; null if it is not there.</param>
/// <param name="Mirror">Its revision in the mirror; null if it is not there.</param>
/// <param name="Columns">The columns that were altered.</param>
internal sealed record MirrorDifference(
    string What, string Table, string Key, string Instance, string EventId, long? Hub, long? Mirror, IReadOnlyList<string> Columns)
{
    public const string Altered = "altered";

    /// <summary>A row that is not the same revision on both sides.</summary>
    public static MirrorDifference Of(MirrorTable table, MirrorRow row, long? hub, long? mirror) => new(
        (hub, mirror) switch
        {
            (_, null) => "missing",
            (null, _) => "surplus",
            _ => mirror < hub ? "older" : "newer",
        },
        table.Name, row.Place.Key, row.Place.Instance, row.EventId, hub, mirror, []);
}
