using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>Takes back what a job did to a failed push, unless something newer has come since.</summary>
internal sealed class UndoAct(Writer writer, Publication publication)
{
    private readonly ItemFinder _finder = new(writer);
    private readonly PatchAct _patch = new(writer);
    private readonly EventDecision _events = new(writer, publication);
    private readonly DiscardAct _discard = new(writer, publication);

    public DeskResult Do(FailedRef named, ulong undone, Doer by)
    {
        if (_finder.Find(named, out var refusal) is not { } item)
            return refusal!;
        if (item.Job != undone)
            return _finder.Missed(named.Id, ActResults.Moved);
        var last = item.History.Last(static act => HubRules.Moves(act.Act)).Act;
        return item.State switch
        {
            FailedState.Replayed => Replay(named.Id, item, by),
            FailedState.Discarded => AsUndone(_discard.Restore(named, by), ActResults.Restored),
            FailedState.Returned when last == HubRules.Returned => Reopen(named.Id, item, by),
            _ when last == HubRules.Patched => AsUndone(_patch.Withdraw(named, by), ActResults.Unpatched),
            _ when last == HubRules.Restored => AsUndone(_discard.Do(named, item.DiscardCode, by), ActResults.Discarded),
            _ => _finder.Missed(named.Id, ActResults.NothingToUndo),
        };
    }

    private static DeskResult AsUndone(DeskResult result, string done)
    {
        if (result.Result == done)
            result.Result = ActResults.Undone;
        return result;
    }

    private DeskResult Replay(ulong id, HeldItem item, Doer by)
    {
        var source = writer.State.Source(item.Source);
        if (item.Entry.Deletes.Count > 0)
            return _finder.Told(id, ActResults.NothingToUndo);
        var change = item.Patched ?? item.Entry.Change;
        var address = Addresses.Of(change)!;
        var slot = writer.SlotOf(AddressKey.Of(address, Addresses.EventIdOf(change)));
        if (item.AcceptedAs == 0)
            return Reopen(id, item, by);
        // Also what stands there again after something that came later was taken back.
        if (slot.ReplayedFrom != id)
            return _finder.Missed(id, ActResults.NewerContent);
        if (!Ownership.Holds(source.Parts, address, slot.Source == source.Source))
            return _finder.Told(id, ActResults.NotOwned);
        if (FacetCatalogue.Find(address.Facet)!.IsEvent && item.Superseded.Revision == 0)
            return _finder.Told(id, ActResults.EventIsOut);

        _ = _finder.Begin(item);
        var revision = GoBack(item, address, slot.Revision, source);
        var result = Reopen(id, item, by);
        result.AcceptedAs = revision;
        return result;
    }

    // What a replayed content superseded is kept as long as it may be undone; without it an undo must not make a tombstone.
    // Publishes what stood there before, exactly as it stood: its version, and that an operator had mended it.
    private ulong GoBack(HeldItem item, Address address, ulong from, SourceRow source)
    {
        var before = item.Superseded.Revision == 0 ? null : (writer.Read(item.Superseded.Revision) ?? throw LogDamage.At(item.Superseded.Revision)).Clone();
        var back = before ?? new Change { Key = address.Key, Tombstone = new Tombstone { Facet = address.Facet, Instance = address.Instance } };
        back.SourceVersion = item.Superseded.Generation == source.Generation ? item.Superseded.Version : null;
        back.Hub = new HubFacts
        {
            Replaces = from,
            Undoes = from,
            ReplayedFrom = before?.Hub?.ReplayedFrom ?? 0,
            Patch = before?.Hub?.Patch,
        };
        if (before?.Hub is { } hub)
            back.Hub.Warnings.Add(hub.Warnings);
        return writer.Log.Add(back);
    }

    private DeskResult Reopen(ulong id, HeldItem item, Doer by)
    {
        var source = _finder.Begin(item);
        var violations = HeldFindings.Of(item, HeldFindings.ContentOf(item, source), source, writer.Preparation.Rules, take: false).Violations;
        _ = writer.Act(new DeskEntry { Id = id, State = FailedState.Held, Act = HubRules.Undone, Violations = { violations } }, by);
        if (!item.Entry.Unkeyed && item.Entry.Change is { } change && Addresses.Of(change) is { } address)
        {
            if (FacetCatalogue.Find(address.Facet)!.IsEvent)
                _events.Release(address, source);
            else if (!violations.Any(static broken => HubRules.IsPassive(broken.Rule)))
                publication.MarkPending(address, violations.Count > 0 ? violations : item.Entry.Violations);
        }

        writer.Log.EndAct();
        return _finder.Told(id, ActResults.Undone);
    }
}
