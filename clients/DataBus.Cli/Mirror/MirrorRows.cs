using DataBus.Cli.Mirror.Databases;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>Brings deliveries into the tables; to be called inside a transaction.</summary>
internal sealed class MirrorRows(MirrorSession session, IReadOnlyList<MirrorTable> tables, TimeProvider time)
{
    public async Task ApplyAsync(Delivery delivery, long generation, CancellationToken cancellationToken)
    {
        var batch = new MirrorBatch(session, cancellationToken);
        // A facet kind that this version of the contract does not know has no address and no table.
        var changes = delivery.Changes.Select(MirrorChange.Of).OfType<MirrorChange>().ToLookup(static change => change.Facet, StringComparer.Ordinal);
        var gone = delivery.Left.Select(static key => (Key: key, Op: MirrorNote.Left)).Concat(delivery.Entered.Select(static key => (Key: key, Op: MirrorNote.Delete)))
            .DistinctBy(static one => one.Key).ToLookup(static one => one.Key.Kind);
        var notes = new List<MirrorNote>();
        foreach (var table in tables.Where(table => changes.Contains(table.Facet.Name) || gone.Contains(table.Facet.EntityKind)))
        {
            var frame = new MirrorFrame(table, generation);
            var store = new MirrorStore(batch, table);
            var own = changes[table.Facet.Name].ToList();
            var forgotten = gone[table.Facet.EntityKind].ToList();
            await store.LoadAsync(frame, [.. forgotten.Select(static one => one.Key)]);
            await store.LoadAsync(frame, own);
            frame.Forget(forgotten.ToDictionary(static one => KeyText.Format(one.Key), static one => one.Op, StringComparer.Ordinal));
            own.ForEach(frame.Apply);
            frame.EndForgotten((long)delivery.LastRevision);
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
