using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace DataBus.Cli.Mirror.Databases;

/// <summary>PostgreSQL; the tables stand in the first schema of the connection's search path.</summary>
internal sealed class PostgresDialect(string connection) : MirrorDialect
{
    private const string LockNotAvailable = "55P03";

    // What is no character for this database.
    private const char Nothing = '\0';
    private const char Replacement = '\uFFFD';

    private readonly NpgsqlConnectionStringBuilder _connection = new(connection) { ApplicationName = "databus mirror", Pooling = false, IncludeErrorDetail = false };

    public override string Place => string.Create(CultureInfo.InvariantCulture, $"postgres:{_connection.Host}:{_connection.Port}/{_connection.Database}");

    public override string ColumnsQuery =>
        "SELECT column_name::text, data_type::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1";

    public override string Session => "SET TimeZone = 'UTC'";

    public override DbConnection Connect() => new NpgsqlConnection(_connection.ToString());

    public override async Task<bool> LockAsync(MirrorSession session, CancellationToken cancellationToken)
    {
        try
        {
            // Held by the session: it goes with the connection. A mirror that was killed a moment ago may still be on its way out.
            await session.ExecuteAsync(session.Sql("SET lock_timeout = '3s'"), cancellationToken);
            await session.ExecuteAsync(
                session.Sql("SELECT pg_advisory_lock(hashtext('databus mirror'), hashtext(coalesce(current_schema(), '')))"), cancellationToken);
            await session.ExecuteAsync(session.Sql("RESET lock_timeout"), cancellationToken);
            return true;
        }
        catch (PostgresException taken) when (taken.SqlState == LockNotAvailable)
        {
            return false;
        }
    }

    public override string TypeOf(MirrorField field) => field.Type switch
    {
        MirrorType.Integer => "bigint",
        MirrorType.Boolean => "boolean",
        MirrorType.Time => "timestamptz",
        MirrorType.Json => "jsonb",
        MirrorType.Counted => "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
        MirrorType.Bytes => "bytea",
        _ => "text",
    };

    public override bool IsType(MirrorType type, string said) =>
        said == (type == MirrorType.Time ? "timestamp with time zone" : TypeOf(new MirrorField("", type)));

    public override IEnumerable<string> Create(string table, string comment, IReadOnlyList<MirrorField> fields, IReadOnlyList<string> keys) =>
    [
        $"CREATE TABLE IF NOT EXISTS {Quote(table)} ({Columns(fields, keys)})",
        $"COMMENT ON TABLE {Quote(table)} IS {Literal(comment)}",
        .. fields.SelectMany(field => Comment(table, field)),
    ];

    public override IEnumerable<string> Add(string table, MirrorField field) =>
        [$"ALTER TABLE {Quote(table)} ADD COLUMN {Quote(field.Name)} {TypeOf(field)}", .. Comment(table, field)];

    public override string Placeholder(int at) => string.Create(CultureInfo.InvariantCulture, $"${at + 1}");

    public override DbParameter Parameter(MirrorType type, object? value, int at) => new NpgsqlParameter
    {
        NpgsqlDbType = type switch
        {
            MirrorType.Integer => NpgsqlDbType.Bigint,
            MirrorType.Boolean => NpgsqlDbType.Boolean,
            MirrorType.Time => NpgsqlDbType.TimestampTz,
            MirrorType.Json => NpgsqlDbType.Jsonb,
            MirrorType.Bytes => NpgsqlDbType.Bytea,
            _ => NpgsqlDbType.Text,
        },
        Value = value switch
        {
            null => DBNull.Value,
            string text => Text(type, text),
            DateTimeOffset time => time.UtcDateTime,
            _ => value,
        },
    };

    public override string Text(MirrorType type, string text) =>
        type == MirrorType.Json ? text.Replace("\\u0000", "\\ufffd", StringComparison.Ordinal) : text.Replace(Nothing, Replacement);

    public override object? Read(MirrorType type, object? value) => value is DateTime time ? new DateTimeOffset(time, TimeSpan.Zero) : value;

    public override bool IsTransient(DbException exception) => exception switch
    {
        PostgresException refused => refused.IsTransient || refused.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', ..],
        NpgsqlException lost => lost.IsTransient || lost.InnerException is IOException or TimeoutException or System.Net.Sockets.SocketException,
        _ => false,
    };

    private IEnumerable<string> Comment(string table, MirrorField field) =>
        field.Comment.Length == 0 ? [] : [$"COMMENT ON COLUMN {Quote(table)}.{Quote(field.Name)} IS {Literal(field.Comment)}"];
}
