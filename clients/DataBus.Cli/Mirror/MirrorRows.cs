using System.Globalization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Mirror;

/// <summary>Applies changes to the rows as <see cref="EntitySet"/> does in memory; a repeated one changes nothing.</summary>
internal sealed class MirrorRows(SqliteSession session, IReadOnlyList<MirrorTable> tables, TimeProvider time)
{
    private const string Key = "key_kind = $0 AND key_scheme = $1 AND key_value = $2 AND instance = $3";

    private readonly Dictionary<string, MirrorTable> _tables = tables.ToDictionary(static table => table.Facet.Name, StringComparer.Ordinal);

    public void Apply(DeliveredChange change, long generation)
    {
        // A facet kind that this version of the contract does not know has no address and no table.
        if (Addresses.Of(change.Change) is not { } address || !_tables.TryGetValue(address.Facet, out var table))
            return;
        object?[] place = [KeyText.Name(address.Key.Kind), address.Key.Scheme, address.Key.Value, address.Instance];
        var content = change.Change.ContentCase;
        if (content == Change.ContentOneofCase.Pending && !change.Change.Pending.Ended)
            session.Execute("INSERT OR REPLACE INTO databus_pending VALUES ($4, $0, $1, $2, $3, $5, $6)", [.. place, address.Facet, (long)change.Revision, generation]);
        else if (content == Change.ContentOneofCase.Pending || change.Change.Hub?.EndsPending > 0)
            session.Execute($"DELETE FROM databus_pending WHERE facet = $4 AND {Key} AND (revision <= $5 OR generation < $6)", [.. place, address.Facet, (long)change.Revision, generation]);
        if (content == Change.ContentOneofCase.Tombstone)
            Delete(table, $"{Key} AND (revision <= $4 OR generation < $5)", [.. place, (long)change.Revision, generation], (long)change.Revision);
        else if (content != Change.ContentOneofCase.Pending)
            Put(table, place, change, generation);
        session.Execute(
            $"UPDATE \"{table.Name}\" SET pending = EXISTS (SELECT 1 FROM databus_pending WHERE facet = $4 AND {Key} AND generation = $5) WHERE {Key}",
            [.. place, address.Facet, generation]);
    }

    /// <summary>Deletes what the last reading from the beginning did not meet.</summary>
    public void Sweep(long generation, long revision)
    {
        session.Execute("DELETE FROM databus_pending WHERE generation < $0", generation);
        foreach (var table in tables)
            Delete(table, "generation < $0", [generation], revision);
    }

    private void Put(MirrorTable table, object?[] place, DeliveredChange change, long generation)
    {
        var content = table.Facet.ContentOf(change.Change)!;
        var eventId = table.Facet.EventIdOf(content);
        object?[] own = [.. place, eventId, (long)change.Revision, change.Run.Source, 0L, generation];
        if (session.Rows($"SELECT 1 FROM \"{table.Name}\" WHERE {Key} AND event_id = $4 AND revision >= $5 AND generation = $6", [.. place, eventId, (long)change.Revision, generation]).Count > 0)
            return;
        object?[] values = [.. own, .. table.Fields.Select(field => field.ValueOf(content))];
        var columns = string.Join(", ", table.Columns.Select(static column => $"\"{column.Name}\""));
        session.Execute($"INSERT OR REPLACE INTO \"{table.Name}\" ({columns}) VALUES ({string.Join(", ", values.Select(static (_, at) => $"${at}"))})", values);
        Note(table, [.. place, eventId], "upsert", (long)change.Revision);
    }

    private void Delete(MirrorTable table, string where, IReadOnlyList<object?> values, long revision)
    {
        foreach (var row in session.Rows($"DELETE FROM \"{table.Name}\" WHERE {where} RETURNING key_kind, key_scheme, key_value, instance, event_id", values))
            Note(table, row, "delete", revision);
    }

    private void Note(MirrorTable table, object?[] row, string op, long revision) => session.Execute(
        "INSERT INTO databus_change (revision, table_name, key, instance, event_id, op, at) VALUES ($0, $1, $2, $3, $4, $5, $6)",
        revision, table.Name, $"{row[0]}/{row[1]}/{row[2]}", row[3], row[4], op, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
}
