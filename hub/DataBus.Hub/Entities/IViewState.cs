using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>The rows that the projection reads and writes: the view thread's page, or what the writer remembers above the watermark.</summary>
internal interface IViewState
{
    Slot? FindSlot(AddressKey key);

    void Set(AddressKey key, Slot slot);

    HeldItem? FindHeld(ulong id);

    void Set(ulong id, HeldItem item);

    /// <summary>The source's row; a new one with generation 1 if it is unknown.</summary>
    SourceRow Source(string source);

    void Set(SourceRow row);

    PassRow? FindPass(string source, ulong revision);

    void Set(string source, ulong revision, PassRow row);

    /// <summary>A job; null if there is none with this id.</summary>
    JobRow? FindJob(ulong job);

    void Set(JobRow row);

    /// <summary>Some items of a job: <see cref="JobProjection.ChunkSize"/> from this place on; null if there are none.</summary>
    JobChunk? FindChunk(ulong job, int place);

    void Set(ulong job, int place, JobChunk chunk);

    /// <summary>What operators have set beside the contract; a new one if nothing.</summary>
    HubTables Tables();

    void Set(HubTables tables);

    /// <summary>What is said about two entities; null if nothing is.</summary>
    LinkRow? FindLink(AddressKey one, AddressKey other);

    void Set(AddressKey one, AddressKey other, LinkRow row);

    AlertRow? FindAlert(string subject);

    void Set(AlertRow row);

    /// <summary>A change that a named reader rejected; null if it did not.</summary>
    RejectionRow? FindRejection(string name, ulong revision);

    void Set(RejectionRow row);

    /// <summary>Notes that the newest complete file of the source missed the address, or that it was met again.</summary>
    void SetMissing(string source, AddressKey key, bool missing);

    /// <summary>Notes that what stands at the revision is not part of a snapshot any more.</summary>
    void Supersede(ulong revision);

    /// <summary>Notes that an address got its content (+1) or lost it (-1).</summary>
    void CountLive(AddressKey key, string facet, int change);
}
