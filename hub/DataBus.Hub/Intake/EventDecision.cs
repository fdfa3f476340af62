using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>Decides an event: each matters by itself, a held one keeps later ones of its address back, and none goes out twice.</summary>
internal sealed class EventDecision(Writer writer, Publication publication)
{
    /// <summary>How many events of an address may wait; the batch that reaches it is the last before its source pauses.</summary>
    public const int MaxWaiting = 1000;

    /// <summary>So many that wait go at once, between two pushes of others.</summary>
    public const int AtOnce = 50;

    public Decided Decide(PreparedItem item, SourceRow source)
    {
        var key = AddressKey.Of(item.Address!);
        var slot = writer.SlotOf(key);
        var known = writer.SlotOf(key.WithEvent(item.EventId));
        if (known.Revision != 0 && known.OriginHash.Span.SequenceEqual(item.OriginHash))
            return ReturnToLive(item, slot, source);
        if (slot.Held.FirstOrDefault(held => held.OriginHash.Span.SequenceEqual(item.OriginHash)) is { } same && !AnsweredPushes.IsSoundNow(item, same))
            return publication.SeenAgain(same, source, item.Violations);
        if (HeldFindings.IsClosedBy(known, item.OriginHash))
            return Decided.Known;
        if (known.Revision == 0 && IsLate(item.Item.Change, slot, item.EventId, source))
            return publication.Hold(item, [.. item.Violations, Late(slot.TailSequence)]);
        if (known.Revision == 0 && Blocker(slot) is { } blocker && (blocker.WaitsFor != 0 || blocker.EventId != item.EventId))
            return Wait(item, slot, blocker);
        if (item.Violations.Hold())
            return publication.Hold(item, item.Violations);

        _ = publication.AcceptEvent(item.Item.Change, known, item.Violations, source);
        SettleSame(slot, item.EventId, source);
        Release(item.Address!, source);
        return Decided.Accepted;
    }

    /// <summary>What must be done after a failed push has left the desk: what waits behind it goes, the pending mark ends.</summary>
    public void AfterClosing(HeldItem item, SourceRow source)
    {
        if (item.Entry.Unkeyed || item.Entry.Change is not { } change || Addresses.Of(change) is not { } address)
            return;
        if (FacetCatalogue.Find(address.Facet)!.IsEvent)
            Release(address, source);
        else
            publication.EndPendingIfIdle(address);
    }

    /// <summary>Judges what waits at an address, in order, until one is held by itself; more than a few go on as a job, group by group.</summary>
    public void Release(Address address, SourceRow source)
    {
        var key = AddressKey.Of(address);
        if (writer.SlotOf(key).ReleaseJob != 0)
            return;
        for (var i = 0; i < AtOnce; i++)
        {
            if (ReleaseNext(key, source) is null)
                return;
        }

        if (Next(writer.SlotOf(key)) is not null)
            StartRelease(address, writer.SlotOf(key), source);
    }

    /// <summary>Judges the next one that waits at an address and may go; null if none may.</summary>
    public JobResult? ReleaseNext(AddressKey key, SourceRow source, ulong job = 0)
    {
        if (Next(writer.SlotOf(key)) is not { } next)
            return null;
        var revision = Release(next, source, job);
        return new JobResult { Id = next.Id, Result = revision == 0 ? ActResults.StillHeld : ActResults.Replayed, AcceptedAs = revision };
    }

    private void StartRelease(Address address, Slot slot, SourceRow source)
    {
        var created = new JobCreated
        {
            Act = new JobAct { Release = new JobRelease() },
            Actor = Writer.HubActor,
            Reason = $"{source.Source}：被搁置事件已处理，放行其后等待者 / what waited behind a held event goes",
            State = JobState.Running,
            Total = (ulong)slot.Held.Count(static held => held.WaitsFor != 0),
            Release = address,
        };
        writer.Running.Add(writer.Log.Add(new DeskEntry { AboutJob = new JobEntry { Created = created }, Actor = Writer.HubActor, At = writer.Now() }));
    }

    // What corrects the held one does not wait behind it.
    private static HeldRef? Next(Slot slot)
    {
        var head = Head(slot);
        return slot.Held.FirstOrDefault(held => held.WaitsFor != 0 && (head is null || held.EventId == head.EventId));
    }

    // Gives the revision of what was published; 0 if it is held again.
    private ulong Release(HeldRef next, SourceRow source, ulong job)
    {
        var by = new Doer(Writer.HubActor, "", job);
        var item = writer.State.FindHeld(next.Id)!;
        var change = HeldFindings.ContentOf(item, source)!;
        var (address, violations) = HeldFindings.Of(item, change, source, writer.Preparation.Rules, take: false);
        if (address is null || violations.Hold())
        {
            _ = writer.Act(new DeskEntry { Id = next.Id, State = FailedState.Held, Act = HubRules.ReplayFailed, Violations = { violations } }, by);
            return 0;
        }

        var key = AddressKey.Of(address);
        var eventId = Addresses.EventIdOf(change);
        var slot = writer.SlotOf(key.WithEvent(eventId));
        var before = new Superseded { Revision = slot.Revision, Version = VersionOrder.Current(slot, source), Generation = source.Generation };
        var revision = publication.AcceptEvent(change, slot, violations, source, new Replayed(next.Id, HeldFindings.PatchOf(item)));
        var entry = new DeskEntry { Id = next.Id, State = FailedState.Replayed, Act = HubRules.Replayed, AcceptedAs = revision, Superseded = before };
        _ = writer.Act(entry, by);
        SettleSame(writer.SlotOf(key), eventId, source, before: next.Id);
        return revision;
    }

    /// <summary>What a new event of an address comes after: the held one, or, while what waited is let go, what still waits.</summary>
    public static HeldRef? Blocker(Slot slot) => Head(slot) ?? slot.Held.FirstOrDefault(static held => held.WaitsFor != 0);

    /// <summary>The failed push of an address that keeps its later events back; null if none does.</summary>
    public static HeldRef? Head(Slot slot) => slot.Held.FirstOrDefault(held => held is { WaitsFor: 0, Passive: false });

    /// <summary>Publishes the event of a failed push, and settles what is held of the same event and came before.</summary>
    public ulong Publish(Change change, Slot slot, IEnumerable<Violation> violations, SourceRow source, Replayed from)
    {
        var revision = publication.AcceptEvent(change, slot, violations, source, from);
        SettleSame(writer.SlotOf(AddressKey.Of(Addresses.Of(change)!)), Addresses.EventIdOf(change), source, before: from.Id);
        return revision;
    }

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

    /// <summary>Says that an event came after later ones of its address went out.</summary>
    public static Violation Late(ulong tail) => new()
    {
        Rule = HubRules.Late,
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = $"该事件的序号低于已发布的 {tail}:后来的事件已经发出,是否补发由操作员决定。",
        MessageEn = $"Its sequence is below {tail}, which was published: later events are out, an operator decides whether it still goes out.",
    };
}
