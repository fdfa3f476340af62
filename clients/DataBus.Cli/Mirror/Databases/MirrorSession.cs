using System.Data.Common;
using System.Runtime.CompilerServices;

namespace DataBus.Cli.Mirror.Databases;

/// <summary>The one open connection of a mirror, which holds its lock.</summary>
internal sealed class MirrorSession : IAsyncDisposable
{
    // A sweep of a large table, or a new column of one, may take long.
    private const int TimeoutSeconds = 3600;

    private readonly DbConnection _connection;
    private DbTransaction? _transaction;

    private MirrorSession(MirrorDialect dialect, DbConnection connection)
    {
        Dialect = dialect;
        _connection = connection;
    }

    public MirrorDialect Dialect { get; }

    /// <summary>Opens the database and locks it against other mirrors; null: another one has it.</summary>
    public static async Task<MirrorSession?> OpenAsync(MirrorDialect dialect, CancellationToken cancellationToken)
    {
        var session = new MirrorSession(dialect, dialect.Connect());
        try
        {
            await session._connection.OpenAsync(cancellationToken);
            if (dialect.Session.Length > 0)
                await session.ExecuteAsync(session.Sql(dialect.Session), cancellationToken);
            await dialect.LearnAsync(session, cancellationToken);
            if (await dialect.LockAsync(session, cancellationToken))
                return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        await session.DisposeAsync();
        return null;
    }

    public MirrorSql Sql(string text = "") => new MirrorSql(Dialect).Text(text);

    /// <summary>Does something wholly or not at all.</summary>
    public async Task InTransactionAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        _transaction = transaction;
        try
        {
            await work();
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            _transaction = null;
        }
    }

    /// <summary>Runs a statement; answers how many rows it changed.</summary>
    public async Task<int> ExecuteAsync(MirrorSql sql, CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Reads rows as they come, with nulls as nulls.</summary>
    public async IAsyncEnumerable<object?[]> RowsAsync(MirrorSql sql, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = Command(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return [.. row.Select(static value => value is DBNull ? null : value)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        Dialect.Dispose();
    }

    private DbCommand Command(MirrorSql sql)
    {
        var command = sql.ToCommand(_connection);
        command.Transaction = _transaction;
        command.CommandTimeout = TimeoutSeconds;
        return command;
    }
}
