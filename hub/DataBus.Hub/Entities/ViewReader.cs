using System.Buffers.Binary;
using RocksDbSharp;

namespace DataBus.Hub.Entities;

/// <summary>One reader's hold on a published state; the snapshot goes when the last hold does.</summary>
internal sealed class ViewReader(PublishedState state) : IViewReader
{
    private readonly ViewRows _rows = state.Rows;
    private int _disposed;

    public ulong Watermark => state.Watermark;

    public Slot? FindSlot(AddressKey key) => _rows.Slot(key);

    public IEnumerable<KeyValuePair<AddressKey, Slot>> Scan(byte[] prefix, AddressKey? start = null) => _rows
        .Scan(_rows.Store.Slots, prefix, start?.Bytes)
        .Select(row => new KeyValuePair<AddressKey, Slot>(new AddressKey(row.Key), Slot.Parser.ParseFrom(row.Value)));

    public bool IsSuperseded(ulong revision)
    {
        var bit = (int)(revision % ViewRows.BitsPerRow);
        return state.Bits(revision / ViewRows.BitsPerRow) is { } bits && (bits[bit / 8] & (1 << (bit % 8))) != 0;
    }

    public HeldItem? FindHeld(ulong id) => _rows.Held(id);

    public IEnumerable<KeyValuePair<ulong, HeldItem>> ScanHeld(ulong fromId = 0) => _rows
        .Scan(_rows.Store.Held, [], ViewRows.IdKey(fromId))
        .Select(row => new KeyValuePair<ulong, HeldItem>(BinaryPrimitives.ReadUInt64BigEndian(row.Key), HeldItem.Parser.ParseFrom(row.Value)));

    public SourceRow? FindSource(string source) => _rows.Source(source);

    public IEnumerable<SourceRow> Sources() => _rows.Scan(_rows.Store.Sources, []).Select(row => SourceRow.Parser.ParseFrom(row.Value));

    public IEnumerable<PassRow> Passes(string source) => _rows
        .Scan(_rows.Store.Files, [.. ViewRows.SourceKey(source), 0])
        .Select(row => PassRow.Parser.ParseFrom(row.Value));

    public JobRow? FindJob(ulong job) => _rows.Job(job);

    public IEnumerable<JobRow> Jobs() => _rows.Jobs();

    public JobChunk? FindChunk(ulong job, int place) => _rows.Chunk(job, place);

    public ViewRows Rows => _rows;

    public HubTables Tables() => _rows.Tables();

    public LinkRow? FindLink(AddressKey one, AddressKey other) => _rows.Link(Link.KeyOf(one, other));

    public IEnumerable<Link> ScanLinks(byte[] prefix, AddressKey? start = null) => _rows.Links(prefix, start);

    public IEnumerable<RejectionRow> Rejections(string name = "") => _rows.Rejections(name);

    public IEnumerable<AlertRow> Alerts() => _rows.Scan(_rows.Store.Alerts, []).Select(row => AlertRow.Parser.ParseFrom(row.Value));

    public EntityCounts Counts() => _rows.Counts();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            state.Release();
    }
}
