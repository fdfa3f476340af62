using System.Globalization;
using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>One row of a query.</summary>
internal sealed class SqlRow(IReadOnlyDictionary<string, int> columns, object?[] values, long version, SqlKey key) : SourceRow
{
    /// <summary>Value of the version column.</summary>
    public long Version => version;

    /// <summary>Value of the key column.</summary>
    public SqlKey Key => key;

    public override string? this[string column] => Trim(Untouched(column));

    public override string? Untouched(string column) => !columns.TryGetValue(column, out var index) ? null : values[index] switch
    {
        null => null,
        byte[] bytes => Convert.ToHexStringLower(bytes),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
