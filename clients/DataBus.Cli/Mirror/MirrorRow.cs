namespace DataBus.Cli.Mirror;

/// <summary>Names a row inside its table: an address, and the event's id where it is of events.</summary>
internal readonly record struct MirrorRow(MirrorPlace Place, string EventId)
{
    /// <summary>The columns that hold it: the key of every table of a facet.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. MirrorPlace.Columns, "event_id"];

    public string[] Values => [.. Place.Values, EventId];

    /// <summary>Reads the columns, which begin a row.</summary>
    public static MirrorRow Of(object?[] row) => new(MirrorPlace.Of(row), (string)row[4]!);
}
