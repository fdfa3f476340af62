using DataBus.Adapters.Mapping;

namespace DataBus.Tests.Adapters.Bureaus;

/// <summary>A row made by a test: columns and texts.</summary>
internal sealed class TextRow(IReadOnlyDictionary<string, string?> columns) : SourceRow
{
    public override string? this[string column] => Trim(columns.GetValueOrDefault(column));

    public override string? Untouched(string column) => columns.GetValueOrDefault(column);
}
