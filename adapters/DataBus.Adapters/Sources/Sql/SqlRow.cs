using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>One row of a query.</summary>
internal sealed class SqlRow(IReadOnlyDictionary<string, int> columns, string?[] values, SqlVersion? version, string key) : SourceRow
{
    /// <summary>Value of the version column; null if it is NULL or there is none.</summary>
    public SqlVersion? Version => version;

    /// <summary>Value of the key column, as the database itself writes and orders it.</summary>
    public string Key => key;

    public override string? this[string column] => Trim(Untouched(column));

    public override string? Untouched(string column) => columns.TryGetValue(column, out var index) ? values[index] : null;
}
