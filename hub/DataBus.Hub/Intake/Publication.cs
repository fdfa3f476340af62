using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Intake;

/// <summary>The entries that decisions have in common: accept, hold, settle, and the pending mark that says what waits.</summary>
internal sealed class Publication(Writer writer)
{
    private readonly Corrections _corrections = new(writer);

    /// <summary>Publishes a content of a STATE address; settles what it makes moot, ends the pending mark if nothing newer is held.</summary>
    /// <param name="change">The content, or a tombstone.</param>
    /// <param name="slot">The slot of its address as it is now.</param>
    /// <param name="violations">Warnings, stored with it.</param>
    /// <param name="source">The owner.</param>
    /// <param name="from">The failed push that it comes from; null: straight from its source.</param>
    public ulong Accept(Change change, Slot slot, IEnumerable<Violation> violations, SourceRow source, Replayed? from = null)
    {
        var replayedFrom = from?.Id ?? 0;
        var moot = Moot(slot, change.SourceVersion, source, replayedFrom);
        var endsPending = slot.Pending is not null && slot.Held.All(held => held.Passive || held.Id == replayedFrom || moot.Contains(held.Id));
        change.Hub = Facts(slot.Revision, endsPending ? slot.PendingRevision : 0, violations, from);
        var ends = _corrections.EndedBy(change, slot, from);
        var revision = writer.Log.Add(change);
        Settle(moot, source.Source);
        _corrections.End(ends, source.Source);
        return revision;
    }

    /// <summary>Publishes an event.</summary>
    public ulong AcceptEvent(Change change, Slot slot, IEnumerable<Violation> violations, SourceRow source, Replayed? from = null)
    {
        change.Hub = Facts(slot.Revision, 0, violations, from);
        var ends = _corrections.EndedBy(change, slot, from);
        var revision = writer.Log.Add(change);
        _corrections.End(ends, source.Source);
        return revision;
    }

    /// <summary>The live content has come again: what is held and not newer is moot.</summary>
    public void ReturnToLive(Address address, Slot slot, SourceVersion? version, SourceRow source)
    {
        Settle(Moot(slot, version, source, 0), source.Source);
        EndPendingIfIdle(address);
    }

    public void Settle(IEnumerable<ulong> ids, string actor, string reason = "")
    {
        foreach (var id in ids)
            _ = writer.Act(new DeskEntry { Id = id, State = FailedState.Settled, Act = HubRules.Settled }, new Doer(actor, reason));
    }

    /// <summary>Ends the pending mark of an address that has no newer content held any more.</summary>
    public void EndPendingIfIdle(Address address)
    {
        var slot = writer.SlotOf(AddressKey.Of(address));
        if (slot.Pending is not { } pending || slot.Held.Any(held => !held.Passive))
            return;
        var ended = pending.Clone();
        ended.Ended = true;
        _ = writer.Log.Add(new Change { Key = address.Key, Pending = ended, Hub = new HubFacts { EndsPending = slot.PendingRevision } });
    }

    public Decided Hold(PreparedItem item, IReadOnlyList<Violation> violations, bool unkeyed = false, ulong waitsFor = 0)
    {
        var entry = new HeldEntry
        {
            Change = item.Item.Change,
            Violations = { violations },
            Row = item.Item.Row,
            RawDigest = item.Item.Raw.IsEmpty ? ByteString.Empty : RawDigest.Of(item.Item.Raw.Span),
            OriginHash = ByteString.CopyFrom(item.OriginHash),
            Unkeyed = unkeyed,
            WaitsFor = waitsFor,
        };
        var id = writer.Log.Add(entry, item.Item.Raw);
        return new Decided(waitsFor == 0 ? Outcome.Held : Outcome.Waiting, id, violations);
    }

    /// <summary>Says on the address that something newer than its live content is held.</summary>
    public void MarkPending(Address address, IEnumerable<Violation> violations)
    {
        var slot = writer.SlotOf(AddressKey.Of(address));
        if (!slot.IsLive || slot.Pending is not null)
            return;
        var rules = violations.Where(violation => violation.Severity == Severity.Error).Select(violation => violation.Rule).Distinct();
        var pending = new Pending { Facet = address.Facet, Instance = address.Instance, Since = writer.Now(), Rules = { rules } };
        _ = writer.Log.Add(new Change { Key = address.Key, Pending = pending });
    }

    /// <summary>A content that is held came again; its bearer is told what the rules say of it now.</summary>
    public Decided SeenAgain(HeldRef held, SourceRow source, IReadOnlyList<Violation>? violations = null)
    {
        var state = held.WaitsFor == 0 ? FailedState.Held : FailedState.Waiting;
        _ = writer.Act(held.Id, state, HubRules.SeenAgain, source.Source);
        return new Decided(Outcome.SeenAgain, held.Id, violations);
    }

    private static List<ulong> Moot(Slot slot, SourceVersion? version, SourceRow source, ulong replayedFrom) => [.. slot.Held
        .Where(held => held.Id != replayedFrom && IsMoot(held, version, source, replayedFrom))
        .Select(held => held.Id)];

    // Where versions do not tell, order of arrival does: what was held after the replayed one is newer than it.
    private static bool IsMoot(HeldRef held, SourceVersion? version, SourceRow source, ulong replayedFrom) =>
        replayedFrom == 0 || held.Id < replayedFrom
            ? !VersionOrder.IsNewer(held, version, source)
            : VersionOrder.IsOlder(held, version, source);

    private static HubFacts Facts(ulong replaces, ulong endsPending, IEnumerable<Violation> violations, Replayed? from) => new()
    {
        Replaces = replaces,
        EndsPending = endsPending,
        Warnings = { violations.Where(violation => violation.Severity == Severity.Warning) },
        ReplayedFrom = from?.Id ?? 0,
        Patch = from?.Patch,
    };
}
