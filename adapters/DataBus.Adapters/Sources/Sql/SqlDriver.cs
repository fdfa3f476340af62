using System.Data;
using System.Data.Common;
using DataBus.Adapters.Declaration;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>What differs from database to database. None writes: where the database can, its session is read-only.</summary>
internal abstract class SqlDriver
{
    /// <summary>How long a database may take before its first row, for example of a large view.</summary>
    protected const int TimeoutSeconds = 300;

    /// <summary>What is read again if the declaration does not say.</summary>
    public virtual OverlapDeclaration Overlap => OverlapDeclaration.None;

    /// <summary>The database, for people; without secrets.</summary>
    public abstract string Place { get; }

    /// <summary>Isolation under which two queries see the same moment.</summary>
    public virtual IsolationLevel Consistent => IsolationLevel.RepeatableRead;

    /// <summary>Makes the driver of a declaration.</summary>
    /// <exception cref="ArgumentException">The connection string says what the driver does not know.</exception>
    public static SqlDriver Of(string driver, string connection) => driver switch
    {
        SqlInput.Sqlite => new SqliteDriver(connection),
        "postgresql" => new PostgresDriver(connection),
        "mysql" or "mariadb" => new MySqlDriver(connection),
        "sqlserver" => new SqlServerDriver(connection),
        _ => throw new ArgumentOutOfRangeException(nameof(driver), driver, "No such driver."),
    };

    /// <summary>Opens a connection whose session is set up.</summary>
    public async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = Create();
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (Session is { } session)
            {
                await using var command = Command(connection, null, session);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a command.</summary>
    public DbCommand Command(DbConnection connection, DbTransaction? transaction, string text, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = text;
        command.CommandTimeout = TimeoutSeconds;
        foreach (var (name, value) in parameters.Where(p => p.Value is not null))
            Add(command, name, value!);
        return command;
    }

    /// <summary>Runs a query.</summary>
    public virtual Task<DbDataReader> ReadAsync(DbCommand command, string? version, CancellationToken cancellationToken) =>
        command.ExecuteReaderAsync(cancellationToken);

    /// <summary>A column's value as text.</summary>
    public abstract string? Text(DbDataReader reader, int column);

    /// <summary>A version column's value; null if it is neither a whole number nor a time.</summary>
    public virtual SqlVersion? Version(DbDataReader reader, int column) => SqlVersion.Of(reader.GetValue(column));

    /// <summary>A name of a column in a query.</summary>
    public abstract string Quote(string name);

    /// <summary>A column as text that is ordered by its characters' codes, whatever the collation says.</summary>
    public abstract string Ordinal(string column);

    /// <summary>A query that gives at most <c>@limit</c> rows.</summary>
    public virtual string Limited(string select) => $"{select} LIMIT @limit";

    /// <summary>Which transactions are open; null if the database does not tell.</summary>
    public virtual Task<SqlSnapshot?> SnapshotAsync(DbConnection connection, CancellationToken cancellationToken) => Task.FromResult<SqlSnapshot?>(null);

    /// <summary>Tells whether the same may succeed later; a wrong query or a wrong password does not.</summary>
    public abstract bool IsTransient(DbException exception);

    /// <summary>Tells whether a table or a column that the query names is gone.</summary>
    public abstract bool IsDrift(DbException exception);

    /// <summary>What each session begins with; null: nothing.</summary>
    protected virtual string? Session => null;

    /// <summary>Makes a connection that is not open.</summary>
    protected abstract DbConnection Create();

    /// <summary>Gives a command a parameter.</summary>
    protected virtual DbParameter Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
