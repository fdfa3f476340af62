using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>The entries of an erasure, and what goes with its confirmation; commands of the intake loop, which alone appends.</summary>
internal sealed class ErasureCommands(Writer writer, Publication publication)
{
    public ulong Enter(EraseBody entry)
    {
        var now = writer.Now();
        switch (entry.EntryCase)
        {
            case EraseBody.EntryOneofCase.Proposed:
                entry.Proposed.At = now;
                break;
            case EraseBody.EntryOneofCase.Decided:
                entry.Decided.At = now;
                Decide(entry.Decided);
                break;
            case EraseBody.EntryOneofCase.Begun:
                entry.Begun.At = now;
                break;
            case EraseBody.EntryOneofCase.Rewritten:
                entry.Rewritten.At = now;
                break;
            case EraseBody.EntryOneofCase.Finished:
                entry.Finished.At = now;
                break;
        }
        return writer.Log.Add(entry);
    }

    private void Decide(ErasureDecided decided)
    {
        var all = writer.State.Tables().Erasures;
        var erasure = all.FirstOrDefault(one => one.Id == decided.Erasure) ?? throw ErasureRefusals.NoErasure(decided.Erasure);
        if (erasure.State != ErasureState.Proposed)
            throw ErasureRefusals.NotProposed(erasure);
        if (!decided.Confirmed)
            return;
        if (writer.TwoPeople && decided.Actor != Writer.HubActor && decided.Actor == erasure.ProposedBy)
            throw ErasureRefusals.OwnProposal(erasure);
        if (all.FirstOrDefault(static one => one.State is ErasureState.Running or ErasureState.Rewritten) is { } running)
            throw ErasureRefusals.Running(running);
        foreach (var id in decided.Failed)
            Settle(id, new Doer(decided.Actor, erasure.Reason));
        foreach (var address in decided.Addresses)
            Publish(address);
    }

    private void Settle(ulong id, Doer by)
    {
        if (writer.State.FindHeld(id) is not { } item || !FailedPushProjection.IsOpen(item.State))
            return;
        writer.Log.BeginPush(writer.ContextOf(writer.State.Source(item.Source), ""));
        _ = writer.Act(new DeskEntry { Id = id, State = FailedState.Settled, Act = HubRules.Settled }, by);
        writer.Log.EndAct();
    }

    // Readers learn it as they learn of every end, and so does whatever is computed of it.
    private void Publish(ErasedAddress erased)
    {
        var address = erased.Address;
        var source = writer.State.Source(erased.Source);
        writer.Log.BeginPush(writer.ContextOf(source, ""));
        var slot = writer.SlotOf(AddressKey.Of(address));
        var tombstone = new Change
        {
            Key = address.Key,
            SourceVersion = VersionOrder.Current(slot, source),
            Tombstone = new Tombstone { Facet = address.Facet, Instance = address.Instance },
        };
        _ = FacetCatalogue.Find(address.Facet)!.IsEvent
            ? publication.AcceptEvent(tombstone, slot, [], source)
            : publication.Accept(tombstone, slot, [], source);
        writer.Log.EndAct();
    }
}
