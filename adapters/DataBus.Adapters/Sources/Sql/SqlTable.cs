using System.Data.Common;
using System.Globalization;
using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>The declared query as a table: rows in version order from a place on, or all of them as of one moment.</summary>
internal sealed class SqlTable(SqlInput input, SqlDriver driver, ColumnDrift drift)
{
    private const string KeyText = "databus_key";

    private readonly string _from = $"FROM ({input.Query.Trim().TrimEnd(';')}) source_rows";
    private readonly string _version = $"source_rows.{driver.Quote(input.Version ?? input.Key)}";
    private readonly string _key = driver.Ordinal($"source_rows.{driver.Quote(input.Key)}");

    /// <summary>What is read again of a version column.</summary>
    public OverlapDeclaration Overlap { get; } = input.Overlap ?? driver.Overlap;

    /// <summary>Reads the next rows in version order, then key order.</summary>
    /// <param name="after">After this row; null: from the first row on.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SourceUnavailableException">The database cannot be read now.</exception>
    /// <exception cref="SourceDriftException">Its columns are not those of the declaration any more.</exception>
    public Task<List<SqlRow>> PageAsync(SqlPlace? after, int limit, CancellationToken cancellationToken) =>
        PageAsync(after is null ? $"{_version} IS NOT NULL" : After, limit, [("@version", after?.Version.Value), ("@key", after?.Key)], cancellationToken);

    /// <summary>Reads the next rows that stand before a place: those that were read already, or were committed late.</summary>
    /// <param name="lowest">From this version on; null: from the first row on.</param>
    /// <param name="after">After this row; null: from <paramref name="lowest"/> on.</param>
    /// <param name="end">Up to this row.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Task<List<SqlRow>> EarlierPageAsync(SqlVersion? lowest, SqlPlace? after, SqlPlace end, int limit, CancellationToken cancellationToken)
    {
        var from = after is not null ? After : lowest is not null ? $"{_version} >= @lowest" : "1 = 1";
        return PageAsync(
            $"{from} AND ({_version} < @end_version OR ({_version} = @end_version AND {_key} <= @end_key))", limit,
            [
                ("@version", after?.Version.Value), ("@key", after?.Key), ("@lowest", after is null ? lowest?.Value : null),
                ("@end_version", end.Version.Value), ("@end_key", end.Key),
            ], cancellationToken);
    }

    /// <summary>Reads all rows in the order of their keys' characters, and how many the database counts, as of one moment.</summary>
    /// <exception cref="SourceUnavailableException">The database cannot be read now.</exception>
    public Task<(List<SqlRow> Rows, ulong Count)> AllAsync(CancellationToken cancellationToken) => TryAsync(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(driver.Consistent, cancellationToken);
        await using var count = driver.Command(connection, transaction, $"SELECT COUNT(*) {_from}");
        var counted = Convert.ToUInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        await using var command = driver.Command(connection, transaction, $"SELECT source_rows.*, {_key} AS {KeyText} {_from}");
        var rows = await RowsAsync(command, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        rows.Sort((one, other) => string.CompareOrdinal(one.Key, other.Key));
        return (rows, counted);
    }, cancellationToken);

    /// <summary>The highest version of all rows; null if there is none.</summary>
    public Task<SqlVersion?> HighestAsync(CancellationToken cancellationToken) => TryAsync(async connection =>
    {
        await using var command = driver.Command(connection, null, $"SELECT MAX({_version}) AS highest {_from}");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && !await reader.IsDBNullAsync(0, cancellationToken) ? driver.Version(reader, 0) : null;
    }, cancellationToken);

    /// <summary>Reads some rows, whichever the database gives first.</summary>
    /// <exception cref="SourceUnavailableException">The database cannot be read now.</exception>
    /// <exception cref="SourceDriftException">Its columns are not those of the declaration.</exception>
    public Task<List<SqlRow>> HeadAsync(int limit, CancellationToken cancellationToken) => PageAsync("1 = 1", limit, [], cancellationToken);

    /// <summary>Which transactions are open; null if the database does not tell.</summary>
    public Task<SqlSnapshot?> SnapshotAsync(CancellationToken cancellationToken) =>
        TryAsync(connection => driver.SnapshotAsync(connection, cancellationToken), cancellationToken);

    private string After => $"({_version} > @version OR ({_version} = @version AND {_key} > @key))";

    private Task<List<SqlRow>> PageAsync(
        string condition, int limit, (string Name, object? Value)[] parameters, CancellationToken cancellationToken) => TryAsync(async connection =>
        {
            var select = driver.Limited($"SELECT source_rows.*, {_key} AS {KeyText} {_from} WHERE {condition} ORDER BY {_version}, {_key}");
            await using var command = driver.Command(connection, null, select, [.. parameters, ("@limit", limit)]);
            return await RowsAsync(command, cancellationToken);
        }, cancellationToken);

    private async Task<List<SqlRow>> RowsAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await driver.ReadAsync(command, input.Version, cancellationToken);
        var columns = Columns(reader);
        var rows = new List<SqlRow>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(Row(reader, columns));
        return rows;
    }

    private SqlRow Row(DbDataReader reader, Dictionary<string, int> columns)
    {
        var values = new string?[columns.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = driver.Text(reader, i);
        var key = reader.IsDBNull(columns.Count)
            ? throw new InvalidDataException($"The key column {input.Key} is NULL in a row; it has to tell rows apart.")
            : reader.GetString(columns.Count);
        if (input.Version is null || reader.IsDBNull(columns[input.Version]))
            return new SqlRow(columns, values, null, key);
        var version = driver.Version(reader, columns[input.Version])
            ?? throw new InvalidDataException($"The version column {input.Version} holds {values[columns[input.Version]]} where a whole number or a time should be.");
        return new SqlRow(columns, values, version, key);
    }

    // The last one is the key as text.
    private Dictionary<string, int> Columns(DbDataReader reader)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < reader.FieldCount - 1; i++)
        {
            if (!columns.TryAdd(reader.GetName(i), i))
                throw new InvalidDataException($"The query gives the column {reader.GetName(i)} twice.");
        }
        drift.Demand(columns.Keys);
        return columns;
    }

    private async Task<T> TryAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await driver.OpenAsync(cancellationToken);
            return await read(connection);
        }
        catch (DbException e) when (driver.IsTransient(e))
        {
            throw new SourceUnavailableException($"The database {driver.Place} cannot be read: {e.Message}", e);
        }
        catch (DbException e) when (driver.IsDrift(e))
        {
            throw new SourceDriftException(
                $"查询读不了: {e.Message}. 请核对来源, 或改 adapter.yaml (query、version、key) 并重启适配器",
                $"the query cannot be run: {e.Message}. Check the source, or change adapter.yaml (query, version, key) and start the adapter again");
        }
        catch (DbException e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }
}
