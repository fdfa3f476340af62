using System.Data;
using System.Data.Common;
using System.Globalization;
using DataBus.Adapters.Declaration;
using MySqlConnector;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>MySQL and MariaDB: they do not tell which transactions are open, so that late commits are met by an overlap.</summary>
internal sealed class MySqlDriver : SqlDriver
{
    private readonly MySqlConnectionStringBuilder _connection;

    /// <summary>Makes the driver.</summary>
    public MySqlDriver(string connection) => _connection = new MySqlConnectionStringBuilder(connection)
    {
        ApplicationName = "databus",
        Pooling = false,
        // Values as they are: no day 0 turned into an error, no digit into a flag, no text into a GUID.
        AllowZeroDateTime = true,
        TreatTinyAsBoolean = false,
        GuidFormat = MySqlGuidFormat.None,
    };

    public override OverlapDeclaration Overlap { get; } = new(1_000, TimeSpan.FromMinutes(10));

    public override string Place => $"mysql://{_connection.Server}:{_connection.Port.ToString(CultureInfo.InvariantCulture)}/{_connection.Database}";

    // START TRANSACTION WITH CONSISTENT SNAPSHOT.
    public override IsolationLevel Consistent => IsolationLevel.Snapshot;

    // TIMESTAMP columns are instants: shown as civil time wherever the server stands.
    protected override string Session => "SET time_zone = '+08:00'; SET SESSION TRANSACTION READ ONLY";

    public override string? Text(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        return reader.GetDataTypeName(column) switch
        {
            "DECIMAL" => ((MySqlDataReader)reader).GetMySqlDecimal(column).ToString(),
            "DATE" => Of(((MySqlDataReader)reader).GetMySqlDateTime(column), isDay: true),
            "DATETIME" or "TIMESTAMP" => Of(((MySqlDataReader)reader).GetMySqlDateTime(column), isDay: false),
            _ => SqlText.Of(reader.GetValue(column)),
        };
    }

    public override SqlVersion? Version(DbDataReader reader, int column) => reader.GetValue(column) switch
    {
        // Day 0 is the row's way of having no version; such rows are seen by sweeps.
        MySqlDateTime time => SqlVersion.Of(time.IsValidDateTime ? time.GetDateTime() : new DateTime(1, 1, 2)),
        var value => SqlVersion.Of(value),
    };

    public override string Quote(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    public override string Ordinal(string column) => $"CONVERT({column} USING utf8mb4) COLLATE utf8mb4_bin";

    public override bool IsTransient(DbException exception) => exception is MySqlException e
        && (e.IsTransient || e.InnerException is IOException || e.ErrorCode is MySqlErrorCode.ServerShutdown or MySqlErrorCode.CommandTimeoutExpired
            or MySqlErrorCode.QueryInterrupted or MySqlErrorCode.QueryTimeout or MySqlErrorCode.UnableToConnectToHost);

    public override bool IsDrift(DbException exception) =>
        exception is MySqlException { ErrorCode: MySqlErrorCode.BadFieldError or MySqlErrorCode.NoSuchTable or MySqlErrorCode.ViewInvalid };

    protected override DbConnection Create() => new MySqlConnection(_connection.ToString());

    // A day or month of 0 stays: what it means is for the declaration to say.
    private static string Of(MySqlDateTime time, bool isDay) => isDay
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Year:0000}-{time.Month:00}-{time.Day:00}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{time.Year:0000}-{time.Month:00}-{time.Day:00} {time.Hour:00}:{time.Minute:00}:{time.Second:00}.{time.Microsecond:000000}").TrimEnd('0').TrimEnd('.');
}
