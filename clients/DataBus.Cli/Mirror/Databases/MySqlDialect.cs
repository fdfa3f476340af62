using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace DataBus.Cli.Mirror.Databases;

/// <summary>MySQL 8 and MariaDB.</summary>
internal sealed class MySqlDialect(string connection, Texts texts) : MirrorDialect
{
    private readonly MySqlConnectionStringBuilder _connection = new(connection)
    {
        ApplicationName = "databus mirror",
        Pooling = false,
        DateTimeKind = MySqlDateTimeKind.Utc,
        GuidFormat = MySqlGuidFormat.None,
        TreatTinyAsBoolean = true,
    };

    private string _collation = "";

    public override string Place => string.Create(CultureInfo.InvariantCulture, $"mysql:{_connection.Server}:{_connection.Port}/{_connection.Database}");

    public override string ColumnsQuery =>
        "SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?";

    // What does not fit is an error and never cut.
    public override string Session => "SET time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'";

    public override DbConnection Connect() => new MySqlConnection(_connection.ToString());

    public override async Task LearnAsync(MirrorSession session, CancellationToken cancellationToken)
    {
        // Case, accents and blanks at the end matter in a key: of the binary collations these two take none away.
        await foreach (var row in session.RowsAsync(session.Sql(
            "SELECT COLLATION_NAME FROM information_schema.COLLATIONS WHERE COLLATION_NAME IN ('utf8mb4_0900_bin', 'utf8mb4_nopad_bin')"), cancellationToken))
        {
            _collation = (string)row[0]!;
        }

        if (_collation.Length == 0)
            throw new CliException(ExitCodes.Failed, texts["mirror.mysql-old"]);
        if (_connection.Database.Length == 0)
            throw new CliException(ExitCodes.Usage, texts["mirror.mysql-database"]);
    }

    public override async Task<bool> LockAsync(MirrorSession session, CancellationToken cancellationToken)
    {
        // Held by the session: it goes with the connection. A mirror that was killed a moment ago may still be on its way out.
        await foreach (var row in session.RowsAsync(session.Sql("SELECT GET_LOCK(CONCAT('databus mirror ', SHA1(DATABASE())), 3)"), cancellationToken))
            return row[0] is not null && Convert.ToInt64(row[0], CultureInfo.InvariantCulture) == 1;
        return false;
    }

    public override string Quote(string name) => $"`{name}`";

    public override string TypeOf(MirrorField field) => field.Type switch
    {
        MirrorType.Name => string.Create(CultureInfo.InvariantCulture, $"VARCHAR({field.Length})"),
        MirrorType.Integer => "BIGINT",
        MirrorType.Boolean => "TINYINT(1)",
        MirrorType.Time => "DATETIME(6)",
        MirrorType.Json => "JSON",
        MirrorType.Counted => "BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY",
        MirrorType.Bytes => "BLOB",
        _ => "MEDIUMTEXT",
    };

    // MariaDB keeps JSON as a text.
    public override bool IsType(MirrorType type, string said) => (type == MirrorType.Json && said.Equals("longtext", StringComparison.OrdinalIgnoreCase))
        || TypeOf(new MirrorField("", type)).Split('(')[0].Equals(said, StringComparison.OrdinalIgnoreCase);

    public override IEnumerable<string> Create(string table, string comment, IReadOnlyList<MirrorField> fields, IReadOnlyList<string> keys) =>
    [
        $"CREATE TABLE IF NOT EXISTS {Quote(table)} ({Columns(fields, keys, Comment)}) ENGINE = InnoDB ROW_FORMAT = DYNAMIC CHARACTER SET utf8mb4 COLLATE {_collation} COMMENT {Comment(comment)}",
    ];

    public override IEnumerable<string> Add(string table, MirrorField field) =>
        [$"ALTER TABLE {Quote(table)} ADD COLUMN {Quote(field.Name)} {TypeOf(field)}{Comment(field)}"];

    public override string Placeholder(int at) => "?";

    // It reads rows of values as a list only, and finds them by the key.
    public override string Within(string columns, string rows) => $"({columns}) IN ({rows})";

    public override DbParameter Parameter(MirrorType type, object? value, int at) =>
        new MySqlParameter { Value = value is DateTimeOffset time ? time.UtcDateTime : value ?? DBNull.Value };

    public override object? Read(MirrorType type, object? value) => value is DateTime time ? new DateTimeOffset(time, TimeSpan.Zero) : value;

    public override bool IsTransient(DbException exception) => exception is MySqlException failed
        && (failed.IsTransient || failed.InnerException is IOException or System.Net.Sockets.SocketException
            || failed.ErrorCode is MySqlErrorCode.ServerShutdown or MySqlErrorCode.UnableToConnectToHost);

    private static string Comment(MirrorField field) => field.Comment.Length == 0 ? "" : $" COMMENT {Comment(field.Comment)}";

    private static string Comment(string text) => Literal(text.Replace("\\", "\\\\", StringComparison.Ordinal));
}
