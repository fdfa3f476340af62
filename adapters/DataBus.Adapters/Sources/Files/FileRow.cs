using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Files;

/// <summary>One row of a file.</summary>
internal sealed class FileRow(IReadOnlyDictionary<string, int> header, string[] fields) : SourceRow
{
    public override string? this[string column] => Trim(Untouched(column));

    public override string? Untouched(string column) => header.TryGetValue(column, out var index) ? fields[index] : null;
}
