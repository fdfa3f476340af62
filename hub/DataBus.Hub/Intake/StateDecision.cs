using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>Decides a change of a STATE address: each push carries the whole content, the newest counts.</summary>
internal sealed class StateDecision(Writer writer, Publication publication)
{
    public Decided Decide(PreparedItem item, SourceRow source)
    {
        var address = item.Address!;
        var change = item.Item.Change;
        var slot = writer.SlotOf(AddressKey.Of(address));
        if (slot.IsLive ? slot.OriginHash.Span.SequenceEqual(item.OriginHash) : change.ContentCase == Change.ContentOneofCase.Tombstone)
            return Unchanged(item, slot, source);
        if (slot.Held.FirstOrDefault(held => held.OriginHash.Span.SequenceEqual(item.OriginHash)) is { } held && !AnsweredPushes.IsSoundNow(item, held))
            return publication.SeenAgain(held, source, item.Violations);
        if (HeldFindings.IsClosedBy(slot, item.OriginHash))
            return Decided.Known;

        var order = slot.Revision == 0 ? null : VersionOrder.Compare(change.SourceVersion, VersionOrder.Current(slot, source));
        if (order < 0)
            return new Decided(Outcome.Stale);
        // The owner's own content at the same version: it confirms what an operator made of it.
        var confirms = !slot.MendedHash.IsEmpty && slot.MendedHash.Span.SequenceEqual(item.OriginHash);
        if (order == 0 && slot.IsLive && !confirms && change.SourceVersion.OrderCase == SourceVersion.OrderOneofCase.Sequence)
            return publication.Hold(item, [.. item.Violations, Conflict(change.SourceVersion.Sequence)]);
        if (item.Violations.Hold())
            return HoldNewer(item, address);

        _ = publication.Accept(change, slot, item.Violations, source);
        return Decided.Accepted;
    }

    private Decided HoldNewer(PreparedItem item, Address address)
    {
        var decided = publication.Hold(item, item.Violations);
        publication.MarkPending(address, item.Violations);
        return decided;
    }

    private Decided Unchanged(PreparedItem item, Slot slot, SourceRow source)
    {
        var version = item.Item.Change.SourceVersion;
        var current = VersionOrder.Current(slot, source);
        var changesHands = slot.IsLive && slot.Source != source.Source;
        if (changesHands || (slot.Revision != 0 && version is not null && (current is null || VersionOrder.Compare(version, current) > 0)))
        {
            var raised = new VersionRaised { Address = item.Address, Version = version };
            _ = writer.Log.Add(new SourceEntry { Source = source.Source, Version = raised });
        }

        if (slot.Held.Count > 0)
            publication.ReturnToLive(item.Address!, slot, version, source);
        return Decided.Unchanged;
    }

    private static Violation Conflict(ulong sequence) => new()
    {
        Rule = HubRules.Conflict,
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = $"同一版本 {sequence} 先后出现两种内容:请选定保留哪一种。",
        MessageEn = $"Version {sequence} came with two different contents: choose which one stands.",
    };
}
