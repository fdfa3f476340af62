namespace DataBus.Adapters.Verbs.Init;

/// <summary>What a look at a source shows.</summary>
/// <param name="Input">The section <c>input</c>, a line each.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Next">How it is run, behind <c>--config</c>.</param>
internal sealed record SourceLook(IReadOnlyList<string> Input, IReadOnlyList<ColumnLook> Columns, string Next)
{
    /// <summary>Rows that are looked at.</summary>
    public const int Rows = 200;

    /// <summary>Of an API, the name of the feed; empty for others.</summary>
    public string Feed { get; init; } = "";

    /// <summary>The columns of rows.</summary>
    public static IReadOnlyList<ColumnLook> Of(IReadOnlyList<string> names, IReadOnlyList<IReadOnlyList<string?>> rows) =>
        [.. names.Select((name, index) => new ColumnLook(name, [.. rows.Select(row => Text(index < row.Count ? row[index] : null))])).Where(column => column.Name.Length > 0)];

    private static string? Text(string? value) => value?.Trim().Trim('\uFEFF', '\u3000') is { Length: > 0 } text ? text : null;
}
