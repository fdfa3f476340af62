using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Files;

/// <summary>One row of a file.</summary>
internal sealed class FileRow(IReadOnlyDictionary<string, int> header, FileLine line) : SourceRow
{
    public override string? this[string column] => Trim(Untouched(column));

    public override string? Untouched(string column) => header.TryGetValue(column, out var index) ? line.Fields[index] : null;

    internal override void Judge(string column, Conversion conversion)
    {
        if (line.Cells is { } cells && header.TryGetValue(column, out var index))
            cells.Judge(index, conversion);
    }
}
