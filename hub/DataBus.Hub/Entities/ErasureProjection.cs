using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>What entries about erasures do: to their list, to failed pushes, and to what addresses remember of contents.</summary>
internal sealed class ErasureProjection(IViewState state)
{
    public void Apply(EraseBody entry, ulong revision)
    {
        var tables = state.Tables();
        switch (entry.EntryCase)
        {
            case EraseBody.EntryOneofCase.Proposed:
                tables.Erasures.Add(Of(entry.Proposed, revision));
                break;
            case EraseBody.EntryOneofCase.Decided:
                Decide(Find(tables, entry.Decided.Erasure, revision), entry.Decided, revision);
                break;
            case EraseBody.EntryOneofCase.Begun:
                var begun = Find(tables, entry.Begun.Erasure, revision);
                (begun.Entry, begun.Records) = (revision, (ulong)entry.Begun.Records.Count);
                break;
            case EraseBody.EntryOneofCase.Rewritten:
                Find(tables, entry.Rewritten.Erasure, revision).State = ErasureState.Rewritten;
                break;
            case EraseBody.EntryOneofCase.Finished:
                var done = Find(tables, entry.Finished.Erasure, revision);
                (done.State, done.DoneAt) = (ErasureState.Done, entry.Finished.At);
                break;
            default:
                throw new InvalidOperationException($"Revision {revision} has an entry {entry.EntryCase} about an erasure, which this hub does not know.");
        }
        state.Set(tables);
    }

    private static Erasure Of(ErasureProposed proposed, ulong revision) => new()
    {
        Id = revision,
        Targets = { proposed.Targets },
        State = ErasureState.Proposed,
        ProposedBy = proposed.Actor,
        Reason = proposed.Reason,
        ProposedAt = proposed.At,
    };

    private static Erasure Find(HubTables tables, ulong id, ulong revision) => tables.Erasures.FirstOrDefault(one => one.Id == id)
        ?? throw new InvalidOperationException($"Revision {revision} is about the erasure {id}, which does not exist.");

    private void Decide(Erasure erasure, ErasureDecided decided, ulong revision)
    {
        (erasure.DecidedBy, erasure.DecidedReason, erasure.DecidedAt, erasure.Decision) = (decided.Actor, decided.Reason, decided.At, revision);
        erasure.State = decided.Confirmed ? ErasureState.Running : ErasureState.Rejected;
        (erasure.Addresses, erasure.Failed) = ((ulong)decided.Addresses.Count, (ulong)decided.Failed.Count);
        foreach (var id in decided.Failed)
        {
            var item = state.FindHeld(id) ?? throw new InvalidOperationException($"Revision {revision} erases the failed push {id}, which does not exist.");
            Erased.Strip(item, erasure.Id);
            state.Set(id, item);
        }
        foreach (var address in decided.Addresses)
            Forget(address, revision);
    }

    // The same rows, whether what was erased was seen before or, in a log that was rewritten, not.
    private void Forget(ErasedAddress erased, ulong revision)
    {
        var key = AddressKey.Of(erased.Address);
        var slot = state.FindSlot(key) ?? new Slot();
        slot.Discarded.Clear();
        slot.Rekeyed.Clear();
        (slot.TailRevision, slot.TailSequence, slot.TailSource, slot.TailGeneration) = (0, 0, "", 0);
        state.Set(key, slot);
        foreach (var id in erased.Events)
        {
            var one = key.WithEvent(id);
            if (state.FindSlot(one) is { Revision: > 0 } known)
            {
                state.Supersede(known.Revision);
                if (known.IsLive)
                    state.CountLive(one, erased.Address.Facet, -1);
            }
            state.Set(one, new Slot { Deleted = true, Revision = revision, Source = erased.Source });
        }
    }
}
