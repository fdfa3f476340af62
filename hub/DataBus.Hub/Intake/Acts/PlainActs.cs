using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>Acts that publish nothing: returned, to be read again, reviewed, viewed; and the owner's confirmation.</summary>
internal sealed class PlainActs(Writer writer, Publication publication)
{
    private readonly ItemFinder _finder = new(writer);
    private readonly EventDecision _events = new(writer, publication);

    /// <summary>Gives it back to its bureau, which has until a day to correct it.</summary>
    public DeskResult Return(FailedRef named, string due, Doer by)
    {
        if (_finder.FindOpen(named, out var refusal) is not { } item)
            return refusal!;
        return item.State == FailedState.Waiting
            ? _finder.Told(named.Id, ActResults.Waits)
            : Enter(named.Id, item, new DeskEntry { State = FailedState.Returned, Act = HubRules.Returned, Due = due }, ActResults.Returned, by);
    }

    /// <summary>Asks its source's adapter to read it again.</summary>
    public DeskResult Reread(FailedRef named, Doer by) => _finder.FindOpen(named, out var refusal) is { } item
        ? Enter(named.Id, item, Staying(item, HubRules.RereadAsked), ActResults.RereadAsked, by)
        : refusal!;

    /// <summary>Closes its correction notice: the owner has confirmed it otherwise than by its own push. Readers are told.</summary>
    public DeskResult Confirm(FailedRef named, Doer by)
    {
        if (_finder.Find(named, out var refusal) is not { } item)
            return refusal!;
        if (item.Correction != CorrectionState.Open)
            return _finder.Missed(named.Id, ActResults.NoCorrection);

        var source = _finder.Begin(item);
        var act = Staying(item, HubRules.Confirmed);
        act.Id = named.Id;
        act.AcceptedAs = PublishConfirmed(named.Id, item, source);
        _ = writer.Act(act, by);
        writer.Log.EndAct();
        var result = _finder.Told(named.Id, ActResults.Confirmed);
        result.AcceptedAs = act.AcceptedAs;
        return result;
    }

    /// <summary>Says that another operator has looked at what one mended alone.</summary>
    public DeskResult Review(FailedRef named, Doer by)
    {
        if (_finder.Find(named, out var refusal) is not { } item)
            return refusal!;
        if (item.ReviewDue is null)
            return _finder.Missed(named.Id, ActResults.NoReview);
        return item.ReplayedBy == by.Actor
            ? _finder.Missed(named.Id, ActResults.NeedsSecond)
            : Enter(named.Id, item, Staying(item, HubRules.Reviewed), ActResults.Reviewed, by);
    }

    /// <summary>Notes that somebody was shown what is closed or personal in it; false if there is none.</summary>
    public bool View(ulong id, string actor)
    {
        if (writer.State.FindHeld(id) is not { } item)
            return false;
        _ = Enter(id, item, Staying(item, HubRules.Viewed), HubRules.Viewed, new Doer(actor, "", item.Job));
        return true;
    }

    /// <summary>Notes whether the rules of now would let an open one through.</summary>
    public void Mark(ulong id, bool isReleasable, string reason)
    {
        if (writer.State.FindHeld(id) is { } item && FailedPushProjection.IsOpen(item.State) && item.Releasable != isReleasable)
            _ = Enter(id, item, Staying(item, isReleasable ? HubRules.Releasable : HubRules.NotReleasable), "", new Doer(Writer.HubActor, reason, item.Job));
    }

    private static DeskEntry Staying(HeldItem item, string act) => new() { State = item.State, Act = act, WaitsFor = item.WaitsFor };

    private DeskResult Enter(ulong id, HeldItem item, DeskEntry act, string result, Doer by)
    {
        act.Id = id;
        _ = _finder.Begin(item);
        _ = writer.Act(act, by);
        writer.Log.EndAct();
        return _finder.Told(id, result);
    }

    private ulong PublishConfirmed(ulong id, HeldItem item, SourceRow source)
    {
        var change = item.Patched.Clone();
        var address = Addresses.Of(change)!;
        var slot = writer.SlotOf(AddressKey.Of(address, Addresses.EventIdOf(change)));
        change.SourceVersion = VersionOrder.Current(slot, source);
        var patch = HeldFindings.PatchOf(item)!;
        patch.Confirmed = true;
        var from = new Replayed(id, patch);
        if (!FacetCatalogue.Find(address.Facet)!.IsEvent)
            return publication.Accept(change, slot, [], source, from);
        var revision = _events.Publish(change, slot, [], source, from);
        _events.Release(address, source);
        return revision;
    }
}
