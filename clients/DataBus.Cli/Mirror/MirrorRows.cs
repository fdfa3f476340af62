using DataBus.Cli.Mirror.Databases;
using DataBus.Client;

namespace DataBus.Cli.Mirror;

/// <summary>Brings deliveries into the tables; to be called inside a transaction.</summary>
internal sealed class MirrorRows(MirrorSession session, IReadOnlyList<MirrorTable> tables, TimeProvider time)
{
    private readonly Dictionary<string, MirrorTable> _tables = tables.ToDictionary(static table => table.Facet.Name, StringComparer.Ordinal);

    public async Task ApplyAsync(IEnumerable<DeliveredChange> changes, long generation, CancellationToken cancellationToken)
    {
        var batch = new MirrorBatch(session, cancellationToken);
        var notes = new List<MirrorNote>();
        foreach (var same in changes.Select(MirrorChange.Of).OfType<MirrorChange>().GroupBy(static change => change.Facet, StringComparer.Ordinal))
        {
            if (!_tables.TryGetValue(same.Key, out var table))
                continue;
            var frame = new MirrorFrame(table, generation);
            var store = new MirrorStore(batch, table);
            var own = same.ToList();
            await store.LoadAsync(frame, own);
            own.ForEach(frame.Apply);
            await store.WriteAsync(frame);
            notes.AddRange(frame.Notes);
        }

        await batch.InsertAsync(MirrorTables.Change, MirrorTables.ChangeColumns, notes.OrderBy(static note => note.Revision).Select(note => (object?[])
            [note.Revision, note.Table, note.Row.Place.Key, note.Row.Place.Instance, note.Row.EventId, note.Op, time.GetUtcNow()]));
    }

    /// <summary>Deletes what the last reading from the beginning did not meet.</summary>
    public async Task SweepAsync(long generation, long revision, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(session.Sql($"DELETE FROM {MirrorTables.Pending} WHERE generation < ").Number(generation), cancellationToken);
        var columns = string.Join(", ", MirrorTables.ChangeColumns.Select(column => session.Dialect.Quote(column.Name)));
        foreach (var table in tables)
        {
            var note = session.Sql($"INSERT INTO {MirrorTables.Change} ({columns}) SELECT ").Number(revision).Text(", ").Name(table.Name)
                .Text(", concat(key_kind, '/', key_scheme, '/', key_value), instance, event_id, ").Name(MirrorNote.Delete).Text(", ")
                .Value(MirrorType.Time, time.GetUtcNow()).Text(" FROM ").Quoted(table.Name).Text(" WHERE generation < ").Number(generation);
            if (await session.ExecuteAsync(note, cancellationToken) > 0)
                await session.ExecuteAsync(session.Sql("DELETE FROM ").Quoted(table.Name).Text(" WHERE generation < ").Number(generation), cancellationToken);
        }
    }
}
