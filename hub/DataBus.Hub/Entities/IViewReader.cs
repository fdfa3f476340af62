using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>The views as of one revision: a RocksDB snapshot with its watermark. Dispose it soon: it keeps old versions on disk.</summary>
internal interface IViewReader : IDisposable
{
    /// <summary>Everything up to this revision, and nothing above it, is in what is read here.</summary>
    ulong Watermark { get; }

    /// <summary>The slot of an address or event; null if nothing is known of it.</summary>
    Slot? FindSlot(AddressKey key);

    /// <summary>Slots whose key begins with <paramref name="prefix"/>, in key order, from <paramref name="start"/> on if given.</summary>
    IEnumerable<KeyValuePair<AddressKey, Slot>> Scan(byte[] prefix, AddressKey? start = null);

    /// <summary>Whether a later change superseded the content at this revision (or it never was anything to keep: an ended mark).</summary>
    bool IsSuperseded(ulong revision);

    /// <summary>The failed push with this id, open or closed; null if there is none.</summary>
    HeldItem? FindHeld(ulong id);

    /// <summary>Failed pushes with their ids, oldest first, from an id on.</summary>
    IEnumerable<KeyValuePair<ulong, HeldItem>> ScanHeld(ulong fromId = 0);

    /// <summary>The source's row; null if it is unknown.</summary>
    SourceRow? FindSource(string source);

    /// <summary>All sources in name order.</summary>
    IEnumerable<SourceRow> Sources();

    /// <summary>Passes of a source in the order in which they were opened.</summary>
    IEnumerable<PassRow> Passes(string source);

    /// <summary>A job; null if there is none with this id.</summary>
    JobRow? FindJob(ulong job);

    /// <summary>All jobs, oldest first.</summary>
    IEnumerable<JobRow> Jobs();

    /// <summary>Some items of a job: <see cref="JobProjection.ChunkSize"/> from this place on; null if there are none.</summary>
    JobChunk? FindChunk(ulong job, int place);

    /// <summary>The rows themselves, for who decides on them without writing: good until this reader is disposed.</summary>
    ViewRows Rows { get; }

    /// <summary>What operators have set beside the contract.</summary>
    HubTables Tables();

    /// <summary>What is said about two entities; null if nothing is.</summary>
    LinkRow? FindLink(AddressKey one, AddressKey other);

    /// <summary>Links whose key (the one entity, the other) begins with <paramref name="prefix"/>, in key order, from a key on if given.</summary>
    IEnumerable<Link> ScanLinks(byte[] prefix, AddressKey? start = null);

    /// <summary>All alerts, open and closed, in the order of their subjects.</summary>
    IEnumerable<AlertRow> Alerts();

    /// <summary>What named readers rejected, open and closed, by name (all if it is empty) and revision.</summary>
    IEnumerable<RejectionRow> Rejections(string name = "");

    /// <summary>Entities by kind; one with several keys once.</summary>
    EntityCounts Counts();
}
