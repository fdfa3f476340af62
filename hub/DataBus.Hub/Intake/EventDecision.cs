using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>Decides an event: each matters by itself, a held one keeps later ones of its address back, and none goes out twice.</summary>
internal sealed class EventDecision(Writer writer, Publication publication)
{
    /// <summary>How many events of an address may wait; the batch that reaches it is the last before its source pauses.</summary>
    public const int MaxWaiting = 1000;

    public Decided Decide(PreparedItem item, SourceRow source)
    {
        var key = AddressKey.Of(item.Address!);
        var slot = writer.SlotOf(key);
        var known = writer.SlotOf(key.WithEvent(item.EventId));
        if (known.Revision != 0 && known.OriginHash.Span.SequenceEqual(item.OriginHash))
            return ReturnToLive(item, slot, source);
        if (slot.Held.FirstOrDefault(held => held.OriginHash.Span.SequenceEqual(item.OriginHash)) is { } same)
            return publication.SeenAgain(same, source, item.Violations);
        if (known.Discarded.Any(discarded => discarded.Span.SequenceEqual(item.OriginHash)))
            return Decided.Known;
        if (known.Revision == 0 && IsLate(item.Item.Change, slot, item.EventId, source))
            return publication.Hold(item, [.. item.Violations, Late(slot.TailSequence)]);
        if (known.Revision == 0 && Head(slot) is { } head && head.EventId != item.EventId)
            return Wait(item, slot, head);
        if (item.Violations.Hold())
            return publication.Hold(item, item.Violations);

        _ = publication.AcceptEvent(item.Item.Change, known, item.Violations);
        SettleSame(slot, item.EventId, source);
        Release(item.Address!, source);
        return Decided.Accepted;
    }

    /// <summary>Judges what waits at an address, in order, until one is held by itself.</summary>
    public void Release(Address address, SourceRow source)
    {
        var key = AddressKey.Of(address);
        while (Next(writer.SlotOf(key)) is { } next)
            Release(next, source);
    }

    // What corrects the held one does not wait behind it.
    private static HeldRef? Next(Slot slot)
    {
        var head = Head(slot);
        return slot.Held.FirstOrDefault(held => held.WaitsFor != 0 && (head is null || held.EventId == head.EventId));
    }

    private void Release(HeldRef next, SourceRow source)
    {
        var item = writer.State.FindHeld(next.Id)!;
        var change = HeldFindings.ContentOf(item, source)!;
        var (address, judged) = HeldFindings.Judge(change, source, writer.Preparation.Rules);
        // What its adapter found stands; only the rules judge anew.
        IReadOnlyList<Violation> violations = [.. item.Violations, .. judged];
        if (address is null || violations.Hold())
        {
            _ = writer.Act(next.Id, FailedState.Held, HubRules.ReplayFailed, Writer.HubActor, violations: violations);
            return;
        }

        var key = AddressKey.Of(address);
        var revision = publication.AcceptEvent(change, writer.SlotOf(key.WithEvent(next.EventId)), violations, next.Id);
        _ = writer.Act(next.Id, FailedState.Replayed, HubRules.Replayed, Writer.HubActor, acceptedAs: revision);
        SettleSame(writer.SlotOf(key), next.EventId, source, before: next.Id);
    }

    /// <summary>The failed push of an address that keeps its later events back; null if none does.</summary>
    public static HeldRef? Head(Slot slot) => slot.Held.FirstOrDefault(held => held is { WaitsFor: 0, Passive: false });

    /// <summary>What is held of the same event and came before is moot.</summary>
    public void SettleSame(Slot slot, string eventId, SourceRow source, ulong before = ulong.MaxValue) =>
        publication.Settle([.. slot.Held.Where(held => held.EventId == eventId && held.Id < before).Select(held => held.Id)], source.Source);

    private Decided ReturnToLive(PreparedItem item, Slot slot, SourceRow source)
    {
        if (slot.Held.Any(held => held.EventId == item.EventId))
        {
            SettleSame(slot, item.EventId, source);
            Release(item.Address!, source);
        }

        return Decided.Unchanged;
    }

    private Decided Wait(PreparedItem item, Slot slot, HeldRef head)
    {
        var waiting = slot.Held.Count(held => held.WaitsFor != 0) + 1;
        return publication.Hold(item, [.. item.Item.Violations], waitsFor: head.Id) with { Overfull = waiting >= MaxWaiting };
    }

    // Below the tail of its address; an address whose head is held has its own order, in which it may still come.
    private static bool IsLate(Change change, Slot slot, string eventId, SourceRow source) =>
        change.SourceVersion is { OrderCase: SourceVersion.OrderOneofCase.Sequence } version && version.Sequence < VersionOrder.TailOf(slot, source)
        && !slot.Held.Any(held => held.EventId == eventId);

    private static Violation Late(ulong tail) => new()
    {
        Rule = HubRules.Late,
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = $"该事件的序号低于已发布的 {tail}:后来的事件已经发出,是否补发由操作员决定。",
        MessageEn = $"Its sequence is below {tail}, which was published: later events are out, an operator decides whether it still goes out.",
    };
}
