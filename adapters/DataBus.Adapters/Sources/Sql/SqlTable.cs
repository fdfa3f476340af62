using System.Data.Common;
using System.Globalization;
using DataBus.Adapters.Declaration;
using Microsoft.Data.Sqlite;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>The declared query as a table: rows in version order from a place on, or all of them in one transaction.</summary>
internal sealed class SqlTable(SqlInput input, string file, IReadOnlyCollection<string> wanted)
{
    private const int BusyTimeoutSeconds = 10;

    private readonly string _from = $"FROM ({input.Query.Trim().TrimEnd(';')}) AS source_rows";
    private readonly string _version = Quote(input.Version);
    private readonly string _key = Quote(input.Key);

    /// <summary>Reads the next rows in version order, then key order.</summary>
    /// <param name="version">After this version; null: from the first row on.</param>
    /// <param name="key">Of the same version only rows after this key; null: none.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SourceUnavailableException">The database cannot be read now.</exception>
    public Task<List<SqlRow>> PageAsync(long? version, SqlKey? key, int limit, CancellationToken cancellationToken) => TryAsync(async connection =>
    {
        await using var command = connection.CreateCommand();
        var after = version is null ? $"{_version} IS NOT NULL"
            : key is null ? $"{_version} > @version"
            : $"({_version} > @version OR ({_version} = @version AND {_key} > @key))";
        command.CommandText = $"SELECT * {_from} WHERE {after} ORDER BY {_version}, {_key} LIMIT @limit";
        Add(command, "@version", version);
        Add(command, "@key", key?.Value);
        Add(command, "@limit", limit);
        return await RowsAsync(command, cancellationToken);
    }, cancellationToken);

    /// <summary>Reads all rows in key order, and how many the database counts, as of one moment.</summary>
    /// <exception cref="SourceUnavailableException">The database cannot be read now.</exception>
    public Task<(List<SqlRow> Rows, ulong Count)> AllAsync(CancellationToken cancellationToken) => TryAsync(async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var count = connection.CreateCommand();
        count.Transaction = transaction;
        count.CommandText = $"SELECT COUNT(*) {_from}";
        var counted = Convert.ToUInt64(await count.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"SELECT * {_from} ORDER BY {_key}";
        var rows = await RowsAsync(command, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return (rows, counted);
    }, cancellationToken);

    private async Task<List<SqlRow>> RowsAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = Columns(reader);
        var rows = new List<SqlRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var values = new object?[reader.FieldCount];
            for (var i = 0; i < values.Length; i++)
                values[i] = await reader.IsDBNullAsync(i, cancellationToken) ? null : reader.GetValue(i);
            rows.Add(Row(columns, values));
        }
        return rows;
    }

    private SqlRow Row(Dictionary<string, int> columns, object?[] values)
    {
        var key = values[columns[input.Key]] ?? throw new InvalidDataException($"The key column {input.Key} is NULL in a row; it has to tell rows apart.");
        var version = values[columns[input.Version]];
        if (version is not (long or int or null))
            throw new InvalidDataException($"The version column {input.Version} holds {version} where a whole number should be.");
        return new SqlRow(columns, values, Convert.ToInt64(version ?? 0L, CultureInfo.InvariantCulture), SqlKey.Of(key));
    }

    private Dictionary<string, int> Columns(DbDataReader reader)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < reader.FieldCount; i++)
        {
            if (!columns.TryAdd(reader.GetName(i), i))
                throw new InvalidDataException($"The query gives the column {reader.GetName(i)} twice.");
        }
        var missing = wanted.Append(input.Version).Append(input.Key).Where(name => !columns.ContainsKey(name)).Distinct().ToList();
        return missing.Count == 0
            ? columns
            : throw new InvalidDataException($"The query lacks the columns {string.Join(", ", missing)}, which the mapping reads; it gives {string.Join(", ", columns.Keys)}.");
    }

    private async Task<T> TryAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = file,
                Mode = SqliteOpenMode.ReadOnly,
                DefaultTimeout = BusyTimeoutSeconds,
                Pooling = false,
            }.ToString());
            await connection.OpenAsync(cancellationToken);
            return await read(connection);
        }
        catch (SqliteException e) when (IsTransient(e))
        {
            throw new SourceUnavailableException($"The database {file} cannot be read: {e.Message}", e);
        }
    }

    // Busy, locked, I/O error, cannot open. A wrong query is none of them.
    private static bool IsTransient(SqliteException e) => e.SqliteErrorCode is 5 or 6 or 10 or 14;

    private static void Add(DbCommand command, string name, object? value)
    {
        if (value is null)
            return;
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
