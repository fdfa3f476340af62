using System.Buffers.Binary;
using DataBus.V1;
using Google.Protobuf;
using RocksDbSharp;

namespace DataBus.Hub.Entities;

/// <summary>
/// Rows changed and not yet in the views' families: of the view thread until its page is written; of the writer, which keeps what
/// it changed until the views have it. Not thread-safe.
/// </summary>
internal sealed class ViewCache(ViewRows rows) : IViewState
{
    private const int HeldWeight = 5;

    private static readonly byte[] _present = [1];

    private readonly Dictionary<AddressKey, (Slot Slot, ulong Touched)> _slots = [];
    private readonly Dictionary<ulong, (HeldItem Item, ulong Touched)> _held = [];
    private readonly Dictionary<string, SourceRow> _sources = [];
    private readonly Dictionary<(string Source, ulong Revision), PassRow> _passes = [];
    private readonly Dictionary<(string Source, AddressKey Key), bool> _missing = [];
    private readonly Dictionary<ulong, byte[]> _bits = [];
    private readonly Dictionary<ulong, (JobRow Row, ulong Touched)> _jobs = [];
    private readonly Dictionary<(ulong Job, int Place), (JobChunk Chunk, ulong Touched)> _chunks = [];
    private readonly Dictionary<string, AlertRow> _alerts = [];
    private readonly Dictionary<(string Name, ulong Revision), RejectionRow> _rejections = [];
    private HubTables? _tables;
    private readonly Dictionary<AddressKey, int> _live = [];
    private readonly LinkCache _links = new(rows);

    /// <summary>The revision that is being applied; rows are kept at least until the views cover it.</summary>
    public ulong Revision { get; set; }

    /// <summary>How much is kept, in rows of an address; a failed push weighs as many.</summary>
    public int Count => _slots.Count + (HeldWeight * _held.Count) + _links.Count + (HeldWeight * _chunks.Count);

    public Slot? FindSlot(AddressKey key) => _slots.TryGetValue(key, out var kept) ? kept.Slot : rows.Slot(key);

    public void Set(AddressKey key, Slot slot) => _slots[key] = (slot, Revision);

    public HeldItem? FindHeld(ulong id) => _held.TryGetValue(id, out var kept) ? kept.Item : rows.Held(id);

    public void Set(ulong id, HeldItem item) => _held[id] = (item, Revision);

    public SourceRow Source(string source) => FindSource(source) ?? new SourceRow { Source = source, Generation = 1 };

    public SourceRow? FindSource(string source) => _sources.GetValueOrDefault(source) ?? rows.Source(source);

    /// <summary>All sources.</summary>
    public IReadOnlyList<SourceRow> Sources() =>
    [
        .. _sources.Values,
        .. rows.Scan(rows.Store.Sources, []).Select(row => SourceRow.Parser.ParseFrom(row.Value)).Where(row => !_sources.ContainsKey(row.Source)),
    ];

    public void Set(SourceRow row) => _sources[row.Source] = row;

    public PassRow? FindPass(string source, ulong revision) => _passes.GetValueOrDefault((source, revision)) ?? rows.Pass(source, revision);

    public void Set(string source, ulong revision, PassRow row) => _passes[(source, revision)] = row;

    public JobRow? FindJob(ulong job) => _jobs.TryGetValue(job, out var kept) ? kept.Row : rows.Job(job);

    public void Set(JobRow row) => _jobs[row.Job.Job_] = (row, Revision);

    public JobChunk? FindChunk(ulong job, int place) => _chunks.TryGetValue((job, place), out var kept) ? kept.Chunk : rows.Chunk(job, place);

    public void Set(ulong job, int place, JobChunk chunk) => _chunks[(job, place)] = (chunk, Revision);

    public HubTables Tables() => _tables ?? rows.Tables();

    public void Set(HubTables tables) => _tables = tables;

    public AlertRow? FindAlert(string subject) => _alerts.GetValueOrDefault(subject) ?? rows.Alert(subject);

    public void Set(AlertRow row) => _alerts[row.Subject] = row;

    public RejectionRow? FindRejection(string name, ulong revision) =>
        _rejections.GetValueOrDefault((name, revision)) ?? rows.Rejection(name, revision);

    public void Set(RejectionRow row) => _rejections[(row.Name, row.Revision)] = row;

    /// <summary>Open rejections of a name, in the order of their revisions.</summary>
    public IReadOnlyList<RejectionRow> OpenRejections(string name) =>
    [
        .. rows.Rejections(name).Where(row => !_rejections.ContainsKey((row.Name, row.Revision)))
            .Concat(_rejections.Values.Where(row => row.Name == name))
            .Where(static row => row.ClosedAt is null)
            .OrderBy(static row => row.Revision),
    ];

    public LinkRow? FindLink(AddressKey one, AddressKey other) => _links.Find(one, other);

    public void Set(AddressKey one, AddressKey other, LinkRow row) => _links.Set(one, other, row, Revision);

    /// <summary>The keys of an entity, now.</summary>
    public KeyGroup GroupOf(AddressKey entity) => KeyGroup.Of(entity, _links.Joined);

    public void SetMissing(string source, AddressKey key, bool missing) => _missing[(source, key)] = missing;

    public void Supersede(ulong revision)
    {
        var row = revision / ViewRows.BitsPerRow;
        if (!_bits.TryGetValue(row, out var bits))
            _bits[row] = bits = rows.Bits(row) ?? new byte[ViewRows.BitsPerRow / 8];
        var bit = (int)(revision % ViewRows.BitsPerRow);
        bits[bit / 8] |= (byte)(1 << (bit % 8));
    }

    // A closed facet must not show in a number either; of what is shared under conditions, others may have the sums.
    public void CountLive(AddressKey key, string facet, int change)
    {
        if (FacetCatalogue.Find(facet) is not { IsClosed: false })
            return;
        var entity = new AddressKey(key.Entity());
        _live[entity] = _live.GetValueOrDefault(entity) + change;
    }

    /// <summary>Addresses of a source that its newest complete file missed.</summary>
    public IEnumerable<AddressKey> Missing(string source)
    {
        var prefix = ViewRows.MissingKey(source, new AddressKey([]));
        var stored = rows.Scan(rows.Store.Missing, prefix)
            .Select(row => new AddressKey(row.Key[prefix.Length..]))
            .Where(key => !_missing.ContainsKey((source, key)));
        return [.. stored, .. _missing.Where(one => one.Key.Source == source && one.Value).Select(one => one.Key.Key)];
    }

    /// <summary>Open groups of deletes of a source. Reads all failed pushes: for the rare case that a new group is held.</summary>
    public IReadOnlyList<ulong> OpenDeleteGroups(string source)
    {
        var stored = rows.Scan(rows.Store.Held, [])
            .Select(row => (Id: BinaryPrimitives.ReadUInt64BigEndian(row.Key), Item: HeldItem.Parser.ParseFrom(row.Value)))
            .Where(one => !_held.ContainsKey(one.Id));
        return [.. stored.Concat(_held.Select(one => (Id: one.Key, one.Value.Item)))
            .Where(one => one.Item.Source == source && FailedPushProjection.IsOpen(one.Item.State) && one.Item.Entry.Deletes.Count > 0)
            .Select(one => one.Id)
            .Order()];
    }

    /// <summary>Open failed pushes of a source that have no address, with what is known of them.</summary>
    public IReadOnlyList<KeyValuePair<ulong, HeldItem>> OpenUnkeyed(string source)
    {
        var prefix = AddressKey.UnkeyedPrefix(source);
        var stored = rows.Scan(rows.Store.Slots, prefix)
            .Select(static row => KeyValuePair.Create(new AddressKey(row.Key), Slot.Parser.ParseFrom(row.Value)))
            .Where(row => !_slots.ContainsKey(row.Key));
        return [.. stored.Concat(_slots.Where(kept => kept.Key.Bytes.AsSpan().StartsWith(prefix)).Select(static kept => KeyValuePair.Create(kept.Key, kept.Value.Slot)))
            .SelectMany(static row => row.Value.Held)
            .Select(held => KeyValuePair.Create(held.Id, FindHeld(held.Id)!))
            .Where(static held => held.Value.Entry.Unkeyed)
            .OrderBy(static held => held.Key)];
    }

    /// <summary>Forgets rows that the views have; sources, alerts and tables stay.</summary>
    public void Forget(ulong watermark)
    {
        foreach (var key in _slots.Where(one => one.Value.Touched <= watermark).Select(one => one.Key).ToList())
            _ = _slots.Remove(key);
        foreach (var id in _held.Where(one => one.Value.Touched <= watermark).Select(one => one.Key).ToList())
            _ = _held.Remove(id);
        foreach (var id in _jobs.Where(one => one.Value.Touched <= watermark).Select(one => one.Key).ToList())
            _ = _jobs.Remove(id);
        foreach (var key in _chunks.Where(one => one.Value.Touched <= watermark).Select(one => one.Key).ToList())
            _ = _chunks.Remove(key);
        _links.Forget(watermark);
        _bits.Clear();
        _live.Clear();
    }

    /// <summary>Writes everything as one page, the watermark last.</summary>
    public void WriteTo(WriteBatch batch, ulong watermark)
    {
        var store = rows.Store;
        foreach (var (row, bits) in _bits)
            batch.Put(ViewRows.IdKey(row), bits, store.Superseded);
        foreach (var (key, kept) in _slots)
            batch.Put(key.Bytes, kept.Slot.ToByteArray(), store.Slots);
        foreach (var (id, kept) in _held)
            batch.Put(ViewRows.IdKey(id), kept.Item.ToByteArray(), store.Held);
        foreach (var (job, kept) in _jobs)
            batch.Put(ViewRows.JobKey(job), kept.Row.ToByteArray(), store.Jobs);
        foreach (var (key, kept) in _chunks)
            batch.Put(ViewRows.ChunkKey(key.Job, key.Place), kept.Chunk.ToByteArray(), store.Jobs);
        foreach (var row in _sources.Values)
            batch.Put(ViewRows.SourceKey(row.Source), row.ToByteArray(), store.Sources);
        foreach (var (key, row) in _passes)
            batch.Put(ViewRows.FileKey(key.Source, key.Revision), row.ToByteArray(), store.Files);
        foreach (var row in _rejections.Values)
            batch.Put(ViewRows.FileKey(row.Name, row.Revision), row.ToByteArray(), store.Rejections);
        foreach (var row in _alerts.Values)
            batch.Put(ViewRows.SubjectKey(row.Subject), row.ToByteArray(), store.Alerts);
        foreach (var (key, missing) in _missing)
            WriteMissing(batch, ViewRows.MissingKey(key.Source, key.Key), missing);
        if (_tables is not null)
            batch.Put(ViewRows.TablesRow, _tables.ToByteArray(), store.Meta);
        _links.WriteTo(batch);
        WriteCounts(batch);
        batch.Put(ViewRows.FormatRow, ViewFormat.OfNow, store.Meta);
        batch.Put(ViewRows.WatermarkKey, ViewRows.IdKey(watermark), store.Meta);
    }

    private void WriteMissing(WriteBatch batch, byte[] key, bool missing)
    {
        if (missing)
            batch.Put(key, _present, rows.Store.Missing);
        else
            batch.Delete(key, rows.Store.Missing);
    }

    private void WriteCounts(WriteBatch batch)
    {
        if (_live.Count == 0 && _links.IsEmpty)
            return;
        var counts = rows.Counts();
        foreach (var (entity, change) in _live)
        {
            var before = rows.LiveOf(entity.Bytes);
            var after = (uint)(before + change);
            WriteOrNone(batch, ViewRows.EntityKey(entity.Bytes), Bytes(after));
            Add(counts, (Kind)entity.Bytes[0], (after > 0 ? 1 : 0) - (before > 0 ? 1 : 0));
        }

        CountGroupsOnce(counts);
        WriteOrNone(batch, ViewRows.CountsRow, counts.ToByteArray());
    }

    // No row for none: that something once was there is not told by a trimmed log.
    private void WriteOrNone(WriteBatch batch, byte[] key, byte[] value)
    {
        if (value.Length == 0)
            batch.Delete(key, rows.Store.Meta);
        else
            batch.Put(key, value, rows.Store.Meta);
    }

    private static byte[] Bytes(uint live)
    {
        if (live == 0)
            return [];
        var value = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(value, live);
        return value;
    }

    // Only groups in which a key got or lost its content, or a link changed, may count otherwise than before.
    private void CountGroupsOnce(EntityCounts counts)
    {
        if (_links.IsEmpty && !rows.Links([]).Any())
            return;
        var touched = _live.Keys.Concat(_links.Changed).ToList();
        foreach (var (kind, surplus) in GroupCount.SurplusOf(touched, _links.JoinedBefore, entity => rows.LiveOf(entity.Bytes) > 0))
            Add(counts, (Kind)kind, surplus);
        foreach (var (kind, surplus) in GroupCount.SurplusOf(touched, _links.Joined, IsLive))
            Add(counts, (Kind)kind, -surplus);
    }

    private bool IsLive(AddressKey entity) => rows.LiveOf(entity.Bytes) + _live.GetValueOrDefault(entity) > 0;

    private static void Add(EntityCounts counts, Kind kind, int change)
    {
        switch (kind)
        {
            case Kind.Enterprise: counts.Enterprise += (ulong)change; break;
            case Kind.Platform: counts.Platform += (ulong)change; break;
            case Kind.Achievement: counts.Achievement += (ulong)change; break;
            case Kind.Indicator: counts.Indicator += (ulong)change; break;
        }
    }
}
