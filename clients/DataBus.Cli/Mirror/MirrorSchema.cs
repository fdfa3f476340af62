namespace DataBus.Cli.Mirror;

/// <summary>Makes the tables, and adds the columns that a newer contract brought.</summary>
internal sealed class MirrorSchema(SqliteSession session, Texts texts)
{
    private const string KeyColumns = "key_kind, key_scheme, key_value, instance, event_id";

    /// <summary>Makes the schema that is asked for and tells how far the mirror is.</summary>
    /// <exception cref="CliException">The file was made for other facets, or a column has another type.</exception>
    public MirrorState Prepare(IReadOnlyList<MirrorTable> tables, string scope)
    {
        using var transaction = session.Begin();
        session.Execute("CREATE TABLE IF NOT EXISTS databus_mirror (scope TEXT NOT NULL, bookmark BLOB, generation INTEGER NOT NULL, sweeping INTEGER NOT NULL)");
        session.Execute("CREATE TABLE IF NOT EXISTS databus_change (id INTEGER PRIMARY KEY AUTOINCREMENT, revision INTEGER, table_name TEXT NOT NULL, "
            + "key TEXT NOT NULL, instance TEXT NOT NULL, event_id TEXT NOT NULL, op TEXT NOT NULL, at TEXT NOT NULL)");
        session.Execute("CREATE TABLE IF NOT EXISTS databus_pending (facet TEXT NOT NULL, key_kind TEXT NOT NULL, key_scheme TEXT NOT NULL, key_value TEXT NOT NULL, "
            + "instance TEXT NOT NULL, revision INTEGER NOT NULL, generation INTEGER NOT NULL, PRIMARY KEY (facet, key_kind, key_scheme, key_value, instance))");
        var state = Read(scope);
        // What a new column would have held went by unread: the whole is read again.
        if (tables.Count(Adapt) > 0 && state.Bookmark is not null)
            state = state.Again();
        Write(state);
        transaction.Commit();
        return state;
    }

    public void Write(MirrorState state) => session.Execute(
        "UPDATE databus_mirror SET bookmark = $0, generation = $1, sweeping = $2", state.Bookmark, state.Generation, state.IsSweeping ? 1L : 0L);

    private MirrorState Read(string scope)
    {
        if (session.Rows("SELECT scope, bookmark, generation, sweeping FROM databus_mirror") is not [var row, ..])
        {
            session.Execute("INSERT INTO databus_mirror VALUES ($0, NULL, 1, 0)", scope);
            return new MirrorState(null, 1, false);
        }

        return (string)row[0]! == scope
            ? new MirrorState((byte[]?)row[1], (long)row[2]!, (long)row[3]! != 0)
            : throw new CliException(ExitCodes.Conflict, texts.Format("mirror.scope", row[0], scope));
    }

    // True: the table was made or widened.
    private bool Adapt(MirrorTable table)
    {
        var there = session.Rows($"SELECT name, type FROM pragma_table_info('{table.Name}')")
            .ToDictionary(static row => (string)row[0]!, static row => (string)row[1]!, StringComparer.OrdinalIgnoreCase);
        if (there.Count == 0)
        {
            var columns = string.Join(", ", table.Columns.Select(static column => $"\"{column.Name}\" {column.SqlType}"));
            session.Execute($"CREATE TABLE \"{table.Name}\" ({columns}, PRIMARY KEY ({KeyColumns}))");
            return true;
        }

        var missing = table.Columns.Where(column => !there.ContainsKey(column.Name)).ToList();
        foreach (var (name, type) in table.Columns.Except(missing))
        {
            if (there[name] != type)
                throw new CliException(ExitCodes.Conflict, texts.Format("mirror.type", table.Name, name, there[name], type));
        }

        foreach (var (name, type) in missing)
            session.Execute($"ALTER TABLE \"{table.Name}\" ADD COLUMN \"{name}\" {type}");
        return missing.Count > 0;
    }
}
