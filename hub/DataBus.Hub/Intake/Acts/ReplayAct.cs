using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Intake.Acts;

/// <summary>Judges a failed push again, as it is or as it was patched, and publishes what the rules of now let through.</summary>
internal sealed class ReplayAct(Writer writer, Publication publication)
{
    /// <summary>So many failures in a row for the same rules, and the guard keeps it: something must be mended first.</summary>
    public const int GuardAfter = 3;

    private readonly ItemFinder _finder = new(writer);
    private readonly SecondPerson _second = new(writer);
    private readonly EventDecision _events = new(writer, publication);
    private readonly PassClosing _deletes = new(writer, publication);

    public DeskResult Do(FailedRef named, JobReplay how, Doer by)
    {
        if (_finder.Find(named, out var refusal) is not { } item)
            return refusal!;
        if (!FailedPushProjection.IsOpen(item.State))
            return _finder.Missed(named.Id, item.State == FailedState.Settled ? ActResults.Late : ActResults.AlreadyClosed);
        if (item.State == FailedState.Waiting)
            return _finder.Told(named.Id, ActResults.Waits);
        if (item.SameCause >= GuardAfter && !how.Force)
            return _finder.Told(named.Id, ActResults.Guarded);
        if (_second.IsNeeded(item, by))
            return _finder.Told(named.Id, ActResults.NeedsSecond);

        var source = _finder.Begin(item);
        var result = item.Entry.Deletes.Count > 0
            ? Delete(named.Id, item, source, by)
            : Judge(named.Id, item, source, how, by);
        writer.Log.EndAct();
        return result;
    }

    private DeskResult Delete(ulong id, HeldItem item, SourceRow source, Doer by)
    {
        if (_second.IsProposal(item, by))
        {
            _ = writer.Act(new DeskEntry { Id = id, State = item.State, Act = HubRules.Proposed }, by);
            return _finder.Told(id, ActResults.Proposed);
        }

        foreach (var key in item.Entry.Deletes.Select(address => AddressKey.Of(address)))
        {
            // What came again after the group was held stays.
            if (writer.State.FindSlot(key) is { MissingOnce: true, IsLive: true } slot && slot.Revision < id)
                _deletes.Delete(key, source, id);
        }

        _ = writer.Act(new DeskEntry { Id = id, State = FailedState.Replayed, Act = HubRules.Replayed, AcceptedAs = writer.Log.Last }, by);
        return _finder.Told(id, ActResults.Replayed);
    }

    private DeskResult Judge(ulong id, HeldItem item, SourceRow source, JobReplay how, Doer by)
    {
        var change = HeldFindings.ContentOf(item, source);
        var (address, violations) = HeldFindings.Of(item, change, source, writer.Preparation.Rules, how.Take);
        if (change is null || address is null || violations.Hold())
            return StillHeld(id, item, how.Take ? HeldFindings.Of(item, change, source, writer.Preparation.Rules, take: false).Violations : violations, by);

        var facet = FacetCatalogue.Find(address.Facet)!;
        var key = AddressKey.Of(address);
        var slot = writer.SlotOf(facet.IsEvent ? key.WithEvent(Addresses.EventIdOf(change)) : key);
        if (slot.IsLive && HeldFindings.ContentHashOf(slot).Span.SequenceEqual(OriginHash.Of(change)))
            return Close(id, item, source, null, by);
        if (!facet.IsEvent && HeldFindings.IsLate(change, slot, source))
            return _finder.Told(id, ActResults.Late);
        // An event that gets another address comes after what is held there.
        if (facet.IsEvent && HeldRefs.IsRekeyed(item) && EventDecision.Blocker(writer.SlotOf(key)) is { } blocker && blocker.Id != id)
            return _finder.Told(id, ActResults.Waits);

        var before = new Superseded { Revision = slot.Revision, Version = VersionOrder.Current(slot, source), Generation = source.Generation };
        var revision = Publish(id, item, change, slot, violations, source);
        return Close(id, item, source, (revision, before), by);
    }

    private ulong Publish(ulong id, HeldItem item, Change change, Slot slot, IReadOnlyList<Violation> violations, SourceRow source)
    {
        var from = new Replayed(id, HeldFindings.PatchOf(item));
        return FacetCatalogue.Of(change) is { IsEvent: true }
            ? _events.Publish(change, slot, violations, source, from)
            : publication.Accept(change, slot, violations, source, from);
    }

    private DeskResult StillHeld(ulong id, HeldItem item, IReadOnlyList<Violation> violations, Doer by)
    {
        var entry = new DeskEntry { Id = id, State = item.State, Act = HubRules.ReplayFailed, Violations = { violations } };
        _ = writer.Act(entry, by);
        var result = _finder.Told(id, ActResults.StillHeld);
        result.Violations.Add(violations);
        return result;
    }

    private DeskResult Close(ulong id, HeldItem item, SourceRow source, (ulong Revision, Superseded Before)? published, Doer by)
    {
        var entry = new DeskEntry
        {
            Id = id,
            State = FailedState.Replayed,
            Act = HubRules.Replayed,
            AcceptedAs = published?.Revision ?? 0,
            Superseded = published?.Before,
            ReviewDue = published is not null && _second.NeedsReview(item, by)
                ? Timestamp.FromDateTimeOffset(writer.Time.GetUtcNow() + SecondPerson.ReviewWithin)
                : null,
        };
        _ = writer.Act(entry, by);
        _events.AfterClosing(item, source);
        var result = _finder.Told(id, ActResults.Replayed);
        result.AcceptedAs = entry.AcceptedAs;
        return result;
    }
}
