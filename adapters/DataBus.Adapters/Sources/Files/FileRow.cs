using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Files;

/// <summary>One row of a file.</summary>
internal sealed class FileRow(IReadOnlyDictionary<string, int> header, FileLine line) : SourceRow
{
    public override string? this[string column] => header.TryGetValue(column, out var index) ? Trim(line.Fields[index]) : null;

    public override string? Untouched(string column) =>
        header.TryGetValue(column, out var index) ? line.Cells?.Shown(index) ?? line.Fields[index] : null;

    /// <summary>Tells whether nothing stands in a column, not even what cannot be taken.</summary>
    public bool IsBlank(string column) =>
        !header.TryGetValue(column, out var index) || line.Cells?.FirstFilled(place => place == index) is null;

    internal override void Judge(string column, Conversion conversion)
    {
        if (line.Cells is { } cells && header.TryGetValue(column, out var index))
            cells.Judge(index, conversion);
    }
}
