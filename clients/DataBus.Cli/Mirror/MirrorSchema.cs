using DataBus.Cli.Mirror.Databases;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>Makes the tables, and adds the columns that a newer contract brought.</summary>
internal sealed class MirrorSchema(MirrorSession session, Texts texts, CancellationToken cancellationToken)
{
    private readonly MirrorStates _states = new(session, cancellationToken);

    /// <summary>Makes the schema that is asked for and tells how far the mirror is.</summary>
    /// <exception cref="CliException">The database was made for another scope, or a column has another type.</exception>
    public async Task<MirrorState> PrepareAsync(IReadOnlyList<MirrorTable> tables, string scope, bool anew, TimeProvider time)
    {
        await RunAsync(session.Dialect.Create(MirrorTables.Mirror, "镜像的状态", MirrorTables.MirrorColumns, []));
        await RunAsync(session.Dialect.Create(MirrorTables.Pending, "有更新版本被搁置的地址", MirrorTables.PendingColumns, MirrorTables.Mark));
        await RunAsync(session.Dialect.Create(MirrorTables.Change, "行的变动，按 id 升序", [MirrorTables.Number, .. MirrorTables.ChangeColumns], []));
        var (made, state) = await _states.ReadAsync(scope);
        if (anew)
            state = await BeginAnewAsync(tables, state, scope, time);
        else if (made != scope)
            throw new CliException(ExitCodes.Conflict, texts.Format("mirror.scope", made, scope));

        var statements = new List<string>();
        foreach (var table in tables)
            statements.AddRange(await AdaptAsync(table));
        if (statements.Count > 0 && state.Bookmark is not null)
        {
            // What a new column would have held went by unread: the whole is read again. That is noted first, since MySQL commits each
            // change of a schema by itself, and a kill in between must not leave columns that nobody fills.
            state = state.Again();
            await _states.WriteAsync(state);
        }

        await RunAsync(statements);
        return state;
    }

    // Rows of tables that stay are swept once all was read again; of the others nothing will be read.
    private async Task<MirrorState> BeginAnewAsync(IReadOnlyList<MirrorTable> tables, MirrorState state, string scope, TimeProvider time)
    {
        var again = state.Again();
        var others = new List<MirrorTable>();
        foreach (var table in FacetCatalogue.All.Where(facet => tables.All(table => table.Facet != facet)).Select(static facet => new MirrorTable(facet)))
        {
            if ((await ColumnsAsync(table)).Count > 0)
                others.Add(table);
        }

        await session.InTransactionAsync(
            async () =>
            {
                await new MirrorRows(session, others, time).SweepAsync(again.Generation, 0, cancellationToken);
                await _states.WriteAsync(again, scope);
            },
            cancellationToken);
        return again;
    }

    private async Task<Dictionary<string, string>> ColumnsAsync(MirrorTable table)
    {
        var there = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var row in session.RowsAsync(session.Sql(session.Dialect.ColumnsQuery).With(MirrorType.Name, table.Name), cancellationToken))
            there[(string)row[0]!] = (string)row[1]!;
        return there;
    }

    // What makes the table, or the columns that it lacks.
    private async Task<IEnumerable<string>> AdaptAsync(MirrorTable table)
    {
        var there = await ColumnsAsync(table);
        if (there.Count == 0)
            return session.Dialect.Create(table.Name, table.Facet.Zh, table.Columns, MirrorRow.Columns);

        var missing = table.Columns.Where(column => !there.ContainsKey(column.Name)).ToList();
        foreach (var column in table.Columns.Except(missing).Where(column => !session.Dialect.IsType(column.Type, there[column.Name])))
            throw new CliException(ExitCodes.Conflict, texts.Format("mirror.type", table.Name, column.Name, there[column.Name], session.Dialect.TypeOf(column)));
        return missing.SelectMany(column => session.Dialect.Add(table.Name, column));
    }

    private async Task RunAsync(IEnumerable<string> statements)
    {
        foreach (var statement in statements)
            await session.ExecuteAsync(session.Sql(statement), cancellationToken);
    }
}
