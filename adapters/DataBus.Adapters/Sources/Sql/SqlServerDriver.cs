using System.Data;
using System.Data.Common;
using DataBus.Adapters.Declaration;
using Microsoft.Data.SqlClient;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>SQL Server: late commits are met by an overlap; whole readings need ALLOW_SNAPSHOT_ISOLATION.</summary>
internal sealed class SqlServerDriver : SqlDriver
{
    // Timeout, deadlock, connection lost or refused, resources.
    private static readonly int[] _transient = [-2, 20, 53, 64, 121, 233, 1204, 1205, 1222, 4221, 10053, 10054, 10060, 10061, 11001, 40197, 40501, 40613];

    // Invalid column or object name, binding errors of a view.
    private static readonly int[] _drift = [207, 208, 4413];

    private readonly SqlConnectionStringBuilder _connection;

    /// <summary>Makes the driver.</summary>
    public SqlServerDriver(string connection) => _connection = new SqlConnectionStringBuilder(connection)
    {
        ApplicationName = "databus",
        Pooling = false,
        PersistSecurityInfo = false,
    };

    public override OverlapDeclaration Overlap { get; } = new(1_000, TimeSpan.FromMinutes(10));

    public override string Place => $"sqlserver://{_connection.DataSource}/{_connection.InitialCatalog}";

    public override IsolationLevel Consistent => IsolationLevel.Snapshot;

    public override string? Text(DbDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
            return null;
        return reader.GetDataTypeName(column) switch
        {
            "decimal" or "numeric" => ((SqlDataReader)reader).GetSqlDecimal(column).ToString(),
            "date" => SqlText.Of(reader.GetValue(column), isDay: true),
            _ => SqlText.Of(reader.GetValue(column)),
        };
    }

    public override string Quote(string name) => $"[{name.Replace("]", "]]", StringComparison.Ordinal)}]";

    public override string Ordinal(string column) => $"CAST({column} AS nvarchar(450)) COLLATE Latin1_General_BIN2";

    public override string Limited(string select) => $"{select} OFFSET 0 ROWS FETCH NEXT @limit ROWS ONLY";

    public override bool IsTransient(DbException exception) => exception is SqlException e && (e.Class >= 20 || _transient.Contains(e.Number));

    public override bool IsDrift(DbException exception) => exception is SqlException e && _drift.Contains(e.Number);

    protected override DbConnection Create() => new SqlConnection(_connection.ToString());

    protected override DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = base.Add(command, name, value);
        // Else it is rounded to three milliseconds.
        if (value is DateTime)
            parameter.DbType = DbType.DateTime2;
        return parameter;
    }
}
