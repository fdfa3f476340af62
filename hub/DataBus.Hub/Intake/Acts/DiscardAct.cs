using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>Closes failed pushes with a reason, and opens them again.</summary>
internal sealed class DiscardAct(Writer writer, Publication publication)
{
    /// <summary>The reason code of who names none.</summary>
    public const string OtherCode = "OTHER";

    private readonly ItemFinder _finder = new(writer);
    private readonly SecondPerson _second = new(writer);
    private readonly EventDecision _events = new(writer, publication);

    public DeskResult Do(FailedRef named, string code, Doer by)
    {
        if (_finder.FindOpen(named, out var refusal) is not { } item)
            return refusal!;

        var source = _finder.Begin(item);
        var isProposal = SecondPerson.IsClosed(item) && _second.IsProposal(item, by);
        if (isProposal)
        {
            _ = writer.Act(new DeskEntry { Id = named.Id, State = item.State, Act = HubRules.Proposed, WaitsFor = item.WaitsFor }, by);
        }
        else
        {
            var act = new DeskEntry { Id = named.Id, State = FailedState.Discarded, Act = HubRules.Discarded, Code = code.Length == 0 ? OtherCode : code };
            _ = writer.Act(act, by);
            _events.AfterClosing(item, source);
        }

        writer.Log.EndAct();
        return _finder.Told(named.Id, isProposal ? ActResults.Proposed : ActResults.Discarded);
    }

    /// <summary>Opens a discarded one again: as it was held, behind what it has to wait for, or as late if its successors went out.</summary>
    public DeskResult Restore(FailedRef named, Doer by)
    {
        if (_finder.Find(named, out var refusal) is not { } item)
            return refusal!;
        if (item.State != FailedState.Discarded)
            return _finder.Missed(named.Id, ActResults.NotDiscarded);
        var address = item.Entry.Unkeyed || item.Entry.Change is null ? null : Addresses.Of(item.Entry.Change);
        var isEvent = address is not null && FacetCatalogue.Find(address.Facet)!.IsEvent;
        var source = writer.State.Source(item.Source);
        if (address is not null && IsStale(named.Id, item, address, source))
            return _finder.Told(named.Id, ActResults.Stale);

        _ = _finder.Begin(item);
        var act = new DeskEntry { Id = named.Id, State = FailedState.Held, Act = HubRules.Restored, Violations = { item.Violations } };
        if (isEvent)
            Place(act, item, writer.SlotOf(AddressKey.Of(address!)), source);
        _ = writer.Act(act, by);
        if (address is not null && !isEvent && !act.Violations.Any(static broken => HubRules.IsPassive(broken.Rule)))
            publication.MarkPending(address, act.Violations);
        if (isEvent)
            _events.Release(address!, source);
        writer.Log.EndAct();
        return _finder.Told(named.Id, ActResults.Restored);
    }

    // Its own content came again, or, of a STATE address, something newer is live: nothing of it is left to publish.
    private bool IsStale(ulong id, HeldItem item, Address address, SourceRow source)
    {
        var change = item.Entry.Change;
        var key = AddressKey.Of(address);
        var content = writer.SlotOf(key.WithEvent(Addresses.EventIdOf(change)));
        var hash = item.Entry.OriginHash;
        if ((content.IsLive && content.OriginHash == hash) || writer.SlotOf(key).Held.Any(held => held.OriginHash == hash))
            return true;
        if (FacetCatalogue.Find(address.Facet)!.IsEvent || content.Revision == 0)
            return false;
        var version = item.Generation == source.Generation ? change.SourceVersion : null;
        return VersionOrder.Compare(version, VersionOrder.Current(content, source)) is { } order ? order < 0 : content.Revision > id;
    }

    private static void Place(DeskEntry act, HeldItem item, Slot slot, SourceRow source)
    {
        var version = item.Entry.Change.SourceVersion;
        var isLate = slot.TailRevision > act.Id
            || (item.Generation == source.Generation && version is { OrderCase: SourceVersion.OrderOneofCase.Sequence } && version.Sequence < VersionOrder.TailOf(slot, source));
        if (isLate && !act.Violations.Any(static broken => HubRules.IsPassive(broken.Rule)))
            act.Violations.Add(EventDecision.Late(slot.TailSequence));
        else if (!isLate && EventDecision.Head(slot) is { } head && head.Id < act.Id && head.EventId != Addresses.EventIdOf(item.Entry.Change))
            (act.State, act.WaitsFor) = (FailedState.Waiting, head.Id);
    }
}
