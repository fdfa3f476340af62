namespace DataBus.Adapters.Mapping;

/// <summary>
/// Tries the converters of dates, numbers and codes on the first rows of a reading: a column of which most values fail changed
/// its form, and nobody is helped by a thousand held rows.
/// </summary>
internal sealed class ColumnForms
{
    private const int MaxRows = 1_000;
    private const int FewValues = 20;

    private readonly Dictionary<(string Column, string Field), (int Values, int Failed, string Rule)> _columns = [];
    private int _rows;

    /// <summary>Takes a row, of which <see cref="Add"/> gets the values; false: enough were seen.</summary>
    public bool Takes() => _rows++ < MaxRows;

    /// <summary>Takes a value that is not empty.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="field">The field that it goes into.</param>
    /// <param name="rule">The rule of the converter that failed; null: none did.</param>
    public void Add(string column, string field, string? rule)
    {
        var (values, failed, first) = _columns.GetValueOrDefault((column, field));
        _columns[(column, field)] = (values + 1, failed + (rule is null ? 0 : 1), first ?? rule!);
    }

    /// <summary>Judges what was seen.</summary>
    /// <exception cref="SourceDriftException">Most values of a column fail.</exception>
    public void Demand()
    {
        foreach (var ((column, field), (values, failed, rule)) in _columns.Where(c => c.Value.Values >= FewValues && c.Value.Failed * 2 > c.Value.Values))
        {
            throw new SourceDriftException(
                $"列 {column} 的写法变了: {values} 个值中 {failed} 个不合 {rule} (字段 {field}). 请核对来源, 或改 adapter.yaml 中它的 convert 并重启适配器",
                $"the column {column} changed its form: {failed} of {values} values break {rule} (field {field}). Check the source, or change its convert in adapter.yaml and start the adapter again");
        }
    }
}
