using System.Data;
using System.Data.Common;
using Npgsql;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>PostgreSQL: its snapshots tell which transactions are open, which makes an exact commit fence.</summary>
internal sealed class PostgresDriver : SqlDriver
{
    // All others are taken as the database writes them: a numeric of forty digits, a date before Christ, an enum, JSON.
    private static readonly string[] _typed = ["boolean", "bytea", "smallint", "integer", "bigint", "timestamp"];

    private readonly NpgsqlConnectionStringBuilder _connection;

    /// <summary>Makes the driver.</summary>
    public PostgresDriver(string connection) => _connection = new NpgsqlConnectionStringBuilder(connection)
    {
        ApplicationName = "databus",
        Pooling = false,
        IncludeErrorDetail = false,
    };

    public override string Place => $"postgresql://{_connection.Host}:{_connection.Port}/{_connection.Database}";

    // Not as start-up options, which poolers refuse.
    protected override string Session => "SELECT set_config('default_transaction_read_only', 'on', false), set_config('TimeZone', 'Asia/Shanghai', false)";

    public override async Task<DbDataReader> ReadAsync(DbCommand command, string? version, CancellationToken cancellationToken)
    {
        var query = (NpgsqlCommand)command;
        await using (var shape = await query.ExecuteReaderAsync(CommandBehavior.SchemaOnly, cancellationToken))
        {
            query.UnknownResultTypeList = [.. Enumerable.Range(0, shape.FieldCount)
                .Select(i => shape.GetName(i) != version && !_typed.Any(type => shape.GetDataTypeName(i).StartsWith(type, StringComparison.Ordinal)))];
        }
        return await query.ExecuteReaderAsync(cancellationToken);
    }

    public override string? Text(DbDataReader reader, int column) => SqlText.Of(reader.GetValue(column));

    public override string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public override string Ordinal(string column) => $"CAST({column} AS text) COLLATE \"C\"";

    // The old names, which also databases made of old PostgreSQL have.
    public override async Task<SqlSnapshot?> SnapshotAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Command(
            connection, null, "SELECT txid_snapshot_xmin(s), txid_snapshot_xmax(s) FROM (SELECT txid_current_snapshot() AS s) AS snapshot");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new SqlSnapshot(reader.GetInt64(0), reader.GetInt64(1));
    }

    // Connection lost, resources, operator intervention, a conflict with the standby's recovery.
    public override bool IsTransient(DbException exception) => exception switch
    {
        PostgresException e => e.IsTransient || e.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..] or ['4', '0', ..],
        NpgsqlException e => e.IsTransient || e.InnerException is IOException or TimeoutException,
        _ => false,
    };

    public override bool IsDrift(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable };

    protected override DbConnection Create() => new NpgsqlConnection(_connection.ToString());
}
