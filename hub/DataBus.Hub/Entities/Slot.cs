namespace DataBus.Hub.Entities;

/// <summary>What a slot tells beyond its fields.</summary>
internal sealed partial class Slot
{
    /// <summary>Whether the address (or event) has content now: it once had, and the newest is no tombstone.</summary>
    public bool IsLive => Revision != 0 && !Deleted;
}
