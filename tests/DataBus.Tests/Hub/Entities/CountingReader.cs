using DataBus.Hub.Entities;

namespace DataBus.Tests.Hub.Entities;

/// <summary>Empty views that count how often they are given back.</summary>
internal sealed class CountingReader : IViewReader
{
    public int Disposed { get; private set; }

    public ulong Watermark => 0;

    public Slot? FindSlot(AddressKey key) => null;

    public IEnumerable<KeyValuePair<AddressKey, Slot>> Scan(byte[] prefix, AddressKey? start = null) => [];

    public bool IsSuperseded(ulong revision) => false;

    public HeldItem? FindHeld(ulong id) => null;

    public IEnumerable<KeyValuePair<ulong, HeldItem>> ScanHeld(ulong fromId = 0) => [];

    public SourceRow? FindSource(string source) => null;

    public IEnumerable<SourceRow> Sources() => [];

    public IEnumerable<PassRow> Passes(string source) => [];

    public JobRow? FindJob(ulong job) => null;

    public IEnumerable<JobRow> Jobs() => [];

    public JobChunk? FindChunk(ulong job, int place) => null;

    public ViewRows Rows => throw new NotSupportedException("Nothing is decided on empty views.");

    public HubTables Tables() => new();

    public LinkRow? FindLink(AddressKey one, AddressKey other) => null;

    public IEnumerable<Link> ScanLinks(byte[] prefix, AddressKey? start = null) => [];

    public IEnumerable<AlertRow> Alerts() => [];

    public IEnumerable<RejectionRow> Rejections(string name = "") => [];

    public EntityCounts Counts() => new();

    public void Dispose() => Disposed++;
}
