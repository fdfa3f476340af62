namespace DataBus.Cli.Mirror.Databases;

/// <summary>Reads and writes many rows with few statements.</summary>
internal sealed class MirrorBatch(MirrorSession session, CancellationToken cancellationToken)
{
    /// <summary>Reads some columns of the rows with these keys.</summary>
    public async IAsyncEnumerable<object?[]> FindAsync(
        string table, IReadOnlyList<string> columns, IReadOnlyList<string> key, IEnumerable<IReadOnlyList<object?>> rows)
    {
        foreach (var chunk in ChunksOf(rows, key.Count))
        {
            await foreach (var row in session.RowsAsync(
                session.Sql($"SELECT {List(columns)} FROM ").Quoted(table).Text(" WHERE ").Within(key, chunk), cancellationToken))
            {
                yield return row;
            }
        }
    }

    /// <summary>Adds rows, in their order.</summary>
    public async Task InsertAsync(string table, IReadOnlyList<MirrorField> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        foreach (var chunk in ChunksOf(rows, columns.Count))
        {
            var sql = session.Sql("INSERT INTO ").Quoted(table).Text($" ({List(columns.Select(static column => column.Name))}) VALUES ");
            await session.ExecuteAsync(sql.Rows([.. columns.Select(static column => column.Type)], chunk), cancellationToken);
        }
    }

    /// <summary>Sets a column of the rows with these keys.</summary>
    public async Task UpdateAsync(string table, MirrorField column, object? value, IReadOnlyList<string> key, IEnumerable<IReadOnlyList<object?>> rows)
    {
        foreach (var chunk in ChunksOf(rows, key.Count))
        {
            var sql = session.Sql("UPDATE ").Quoted(table).Text(" SET ").Quoted(column.Name).Text(" = ").Value(column.Type, value);
            await session.ExecuteAsync(sql.Text(" WHERE ").Within(key, chunk), cancellationToken);
        }
    }

    public async Task DeleteAsync(string table, IReadOnlyList<string> key, IEnumerable<IReadOnlyList<object?>> rows)
    {
        foreach (var chunk in ChunksOf(rows, key.Count))
            await session.ExecuteAsync(session.Sql("DELETE FROM ").Quoted(table).Text(" WHERE ").Within(key, chunk), cancellationToken);
    }

    private string List(IEnumerable<string> names) => string.Join(", ", names.Select(session.Dialect.Quote));

    private IEnumerable<T[]> ChunksOf<T>(IEnumerable<T> rows, int width) => rows.Chunk(Math.Max(1, session.Dialect.MostValues / width));
}
