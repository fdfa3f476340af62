using Microsoft.Data.Sqlite;

namespace DataBus.Cli.Mirror;

/// <summary>An open SQLite file, with commands by text and values.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;

    public SqliteSession(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
    }

    public SqliteTransaction Begin() => _connection.BeginTransaction();

    /// <summary>Runs a statement whose values are <c>$0</c>, <c>$1</c> and so on; answers how many rows it changed.</summary>
    public int Execute(string sql, params IReadOnlyList<object?> values)
    {
        using var command = Command(sql, values);
        return command.ExecuteNonQuery();
    }

    public List<object?[]> Rows(string sql, params IReadOnlyList<object?> values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(at => reader.IsDBNull(at) ? null : reader.GetValue(at))]);
        return rows;
    }

    public void Dispose() => _connection.Dispose();

    private SqliteCommand Command(string sql, IReadOnlyList<object?> values)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Names come from the contract and from this file's neighbours; what others say goes in as values.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (var at = 0; at < values.Count; at++)
            command.Parameters.AddWithValue($"${at}", values[at] ?? DBNull.Value);
        return command;
    }
}
