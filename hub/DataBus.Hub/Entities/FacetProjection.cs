using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Entities;

/// <summary>What published changes do to the facet index.</summary>
internal sealed class FacetProjection(IViewState state)
{
    private static readonly ByteString _never = ByteString.CopyFrom(new byte[OriginHash.Size]);

    private readonly LinkProjection _links = new(state);

    public void Apply(Change change, ulong revision, RunContext run)
    {
        var address = Addresses.Of(change)
            ?? throw new InvalidOperationException($"The change at revision {revision} has no address.");
        var key = AddressKey.Of(address);
        if (change.Hub is { EndsPending: > 0 } hub)
            EndPending(key, hub.EndsPending);

        if (change.ContentCase == Change.ContentOneofCase.Pending)
            Mark(key, change.Pending, revision);
        else
            Replace(key, address.Facet, change, revision, run);
    }

    private void Mark(AddressKey key, Pending mark, ulong revision)
    {
        if (mark.Ended)
        {
            state.Supersede(revision);
            return;
        }

        var slot = state.FindSlot(key) ?? new Slot();
        slot.Pending = mark;
        slot.PendingRevision = revision;
        state.Set(key, slot);
    }

    private void EndPending(AddressKey key, ulong pendingRevision)
    {
        state.Supersede(pendingRevision);
        if (state.FindSlot(key) is not { } slot)
            return;
        slot.Pending = null;
        slot.PendingRevision = 0;
        state.Set(key, slot);
    }

    private void Replace(AddressKey addressKey, string facet, Change change, ulong revision, RunContext run)
    {
        var eventId = Addresses.EventIdOf(change);
        var key = eventId.Length == 0 ? addressKey : addressKey.WithEvent(eventId);
        var slot = state.FindSlot(key) ?? new Slot();
        if (slot.Revision != 0)
            state.Supersede(slot.Revision);

        var wasLive = slot.IsLive;
        state.MoveTo(run.Source, key, slot);
        slot.Deleted = change.ContentCase == Change.ContentOneofCase.Tombstone;
        slot.Revision = revision;
        Originate(slot, change);
        slot.Version = change.SourceVersion;
        slot.Generation = run.Generation;
        // What goes back is nothing newer.
        if (change.Hub is not { Undoes: > 0 })
        {
            slot.Discarded.Clear();
            slot.Rekeyed.Clear();
        }

        Restate(slot, change);
        if (slot.MissingOnce)
        {
            slot.MissingOnce = false;
            state.SetMissing(run.Source, key, missing: false);
        }

        state.Set(key, slot);
        Count(key, facet, run.Source, (slot.Deleted ? 0 : 1) - (wasLive ? 1 : 0), isEvent: eventId.Length > 0);
        if (eventId.Length > 0)
            RaiseTail(addressKey, change.SourceVersion, revision, run);
    }

    // A mended content is known by what its source sent, so that the same coming again changes nothing; one that was moved here from
    // another key was never sent here.
    private static void Originate(Slot slot, Change change)
    {
        var own = ByteString.CopyFrom(OriginHash.Of(change));
        var patch = change.Hub?.Patch;
        slot.OriginHash = patch is null ? own : patch.OriginHash.IsEmpty ? _never : patch.OriginHash;
        slot.MendedHash = patch is null ? ByteString.Empty : own;
        slot.ReplayedFrom = change.Hub?.ReplayedFrom ?? 0;
    }

    private void Restate(Slot slot, Change change)
    {
        var stated = StatedKeys.Of(change);
        if (stated.Count == 0 && slot.SameAs.Count == 0)
            return;
        _links.Restate(Addresses.Of(change)!, slot.SameAs, stated);
        slot.SameAs.Clear();
        slot.SameAs.Add(stated);
    }

    private void Count(AddressKey key, string facet, string source, int change, bool isEvent)
    {
        if (change == 0)
            return;
        state.CountLive(key, facet, change);
        if (isEvent)
            return;
        var row = state.Source(source);
        row.LiveAddresses = (ulong)((long)row.LiveAddresses + change);
        state.Set(row);
    }

    private void RaiseTail(AddressKey addressKey, SourceVersion? version, ulong revision, RunContext run)
    {
        var slot = state.FindSlot(addressKey) ?? new Slot();
        slot.TailRevision = revision;
        state.Set(addressKey, slot);
        if (version is not { OrderCase: SourceVersion.OrderOneofCase.Sequence })
            return;
        // Another source, or another generation of it, counts anew.
        if (slot.TailSource == run.Source && slot.TailGeneration == run.Generation && slot.TailSequence >= version.Sequence)
            return;
        (slot.TailSequence, slot.TailSource, slot.TailGeneration) = (version.Sequence, run.Source, run.Generation);
    }
}
