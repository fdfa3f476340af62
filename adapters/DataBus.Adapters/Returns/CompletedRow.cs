using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;

namespace DataBus.Adapters.Returns;

/// <summary>A corrected row, completed by what never left the bureau: a column that went out counts as it came back, another one only if it was filled.</summary>
/// <param name="corrected">The row of the workbook.</param>
/// <param name="original">The row as it stood in its file.</param>
/// <param name="wentOut">The columns that went out.</param>
internal sealed class CompletedRow(FileRow corrected, FileRow original, IReadOnlySet<string> wentOut) : SourceRow
{
    public override string? this[string column] => RowOf(column)[column];

    public override IReadOnlyList<string> List(string column) => RowOf(column).List(column);

    public override string? Untouched(string column) => RowOf(column).Untouched(column);

    internal override void Judge(string column, Conversion conversion) => RowOf(column).Judge(column, conversion);

    private FileRow RowOf(string column) => (wentOut.Contains(column) ? IsCut(column) : corrected.IsBlank(column)) ? original : corrected;

    // What was too long for the desk, or for a cell, went out cut, and comes back so if nobody touched it.
    private bool IsCut(string column) => corrected.Untouched(column) is [.. var kept, RawRow.Cut]
        && original.Untouched(column) is { } whole && whole.Length > kept.Length && whole.StartsWith(kept, StringComparison.Ordinal);
}
