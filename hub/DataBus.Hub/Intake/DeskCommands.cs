using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>What operators do to failed pushes; commands of the intake loop, so that they cannot race with what sources push.</summary>
internal sealed class DeskCommands(Writer writer, Publication publication)
{
    private readonly EventDecision _events = new(writer, publication);
    private readonly PassClosing _deletes = new(writer, publication);

    public DeskResult Replay(ulong id, bool take, string reason, string actor)
    {
        var (item, refusal) = FindOpen(id);
        if (item is null)
            return refusal!;
        if (item.State == FailedState.Waiting)
            return new DeskResult { Id = id, Result = "waits", State = item.State };

        var source = Begin(item);
        var result = item.Entry.Deletes.Count > 0
            ? ReplayDeletes(id, item, source, reason, actor)
            : ReplayChange(id, item, source, (take, reason, actor));
        writer.Log.EndAct();
        return result;
    }

    public DeskResult Discard(ulong id, string reason, string actor)
    {
        var (item, refusal) = FindOpen(id);
        if (item is null)
            return refusal!;
        var source = Begin(item);
        _ = writer.Act(id, FailedState.Discarded, HubRules.Discarded, actor, reason);
        AfterClosing(item, source);
        writer.Log.EndAct();
        return new DeskResult { Id = id, Result = "discarded", State = FailedState.Discarded };
    }

    private (HeldItem? Item, DeskResult? Refusal) FindOpen(ulong id)
    {
        var item = writer.State.FindHeld(id);
        return item switch
        {
            null => (null, new DeskResult { Id = id, Result = "not_found" }),
            { State: FailedState.Held or FailedState.Waiting } => (item, null),
            _ => (null, new DeskResult { Id = id, Result = "already_closed", State = item.State }),
        };
    }

    private SourceRow Begin(HeldItem item)
    {
        var source = writer.State.Source(item.Source);
        writer.Log.BeginPush(writer.ContextOf(source, ""));
        return source;
    }

    private DeskResult ReplayDeletes(ulong id, HeldItem item, SourceRow source, string reason, string actor)
    {
        if (item.ProposedBy.Length == 0 || item.ProposedBy == actor)
        {
            _ = writer.Act(id, FailedState.Held, HubRules.Proposed, actor, reason);
            return new DeskResult { Id = id, Result = "proposed", State = FailedState.Held };
        }

        foreach (var key in item.Entry.Deletes.Select(address => AddressKey.Of(address)))
        {
            // What came again after the group was held stays.
            if (writer.State.FindSlot(key) is { MissingOnce: true, IsLive: true } slot && slot.Revision < id)
                _deletes.Delete(key, source, id);
        }

        _ = writer.Act(id, FailedState.Replayed, HubRules.Replayed, actor, reason, writer.Log.Last);
        return new DeskResult { Id = id, Result = "replayed", State = FailedState.Replayed };
    }

    private DeskResult ReplayChange(ulong id, HeldItem item, SourceRow source, (bool Take, string Reason, string Actor) by)
    {
        var change = HeldFindings.ContentOf(item, source);
        var (address, judged) = change is null ? (null, []) : HeldFindings.Judge(change, source, writer.Preparation.Rules);
        var violations = HeldFindings.Standing(item).Where(violation => !(by.Take && HubRules.IsChoice(violation.Rule))).Concat(judged).ToList();
        if (change is null || address is null || violations.Hold())
            return StillHeld(id, violations, by);

        var facet = FacetCatalogue.Find(address.Facet)!;
        var key = AddressKey.Of(address);
        var contentKey = facet.IsEvent ? key.WithEvent(Addresses.EventIdOf(change)) : key;
        var slot = writer.SlotOf(contentKey);
        if (slot.IsLive && slot.OriginHash.Span.SequenceEqual(OriginHash.Of(change)))
            return Close(id, item, source, 0, by);
        if (!facet.IsEvent && HeldFindings.IsLate(change, slot, source))
            return new DeskResult { Id = id, Result = "late", State = FailedState.Held };

        var revision = facet.IsEvent
            ? publication.AcceptEvent(change, slot, violations, id)
            : publication.Accept(change, slot, violations, source, id);
        if (facet.IsEvent)
            _events.SettleSame(writer.SlotOf(key), Addresses.EventIdOf(change), source, before: id);
        return Close(id, item, source, revision, by);
    }

    private DeskResult StillHeld(ulong id, List<Violation> violations, (bool Take, string Reason, string Actor) by)
    {
        _ = writer.Act(id, FailedState.Held, HubRules.ReplayFailed, by.Actor, by.Reason, violations: violations);
        return new DeskResult { Id = id, Result = "still_held", State = FailedState.Held, Violations = { violations } };
    }

    private DeskResult Close(ulong id, HeldItem item, SourceRow source, ulong revision, (bool Take, string Reason, string Actor) by)
    {
        _ = writer.Act(id, FailedState.Replayed, HubRules.Replayed, by.Actor, by.Reason, revision);
        AfterClosing(item, source);
        return new DeskResult { Id = id, Result = "replayed", State = FailedState.Replayed };
    }

    private void AfterClosing(HeldItem item, SourceRow source)
    {
        if (item.Entry.Unkeyed || item.Entry.Change is not { } change || Addresses.Of(change) is not { } address)
            return;
        if (FacetCatalogue.Find(address.Facet)!.IsEvent)
            _events.Release(address, source);
        else
            publication.EndPendingIfIdle(address);
    }
}
