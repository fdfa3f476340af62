using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>SQLite: one writer at a time, so that versions are committed in their order.</summary>
internal sealed class SqliteDriver : SqlDriver
{
    private const int BusyTimeoutSeconds = 10;

    private readonly SqliteConnectionStringBuilder _connection;

    /// <summary>Makes the driver.</summary>
    /// <param name="connection">The connection string, or the name of the file.</param>
    public SqliteDriver(string connection)
    {
        _connection = connection.Contains('=') ? new SqliteConnectionStringBuilder(connection) : new SqliteConnectionStringBuilder { DataSource = connection };
        _connection.Mode = SqliteOpenMode.ReadOnly;
        _connection.DefaultTimeout = BusyTimeoutSeconds;
        _connection.Pooling = false;
    }

    public override string Place => _connection.DataSource;

    // Its only one.
    public override IsolationLevel Consistent => IsolationLevel.Serializable;

    public override string? Text(DbDataReader reader, int column) => SqlText.Of(reader.GetValue(column));

    // Not with double quotes: of those it makes a text if there is no such column.
    public override string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public override string Ordinal(string column) => $"CAST({column} AS TEXT) COLLATE BINARY";

    // Busy, locked, I/O error, cannot open.
    public override bool IsTransient(DbException exception) => exception is SqliteException { SqliteErrorCode: 5 or 6 or 10 or 14 };

    public override bool IsDrift(DbException exception) => exception is SqliteException { SqliteErrorCode: 1 } e
        && (e.Message.Contains("no such column", StringComparison.Ordinal) || e.Message.Contains("no such table", StringComparison.Ordinal));

    protected override DbConnection Create() => new SqliteConnection(_connection.ToString());
}
