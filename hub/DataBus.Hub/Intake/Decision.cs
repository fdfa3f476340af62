using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>Decides one change: key, owner, known, newer, waiting, rules, in this order.</summary>
internal sealed class Decision(Writer writer, Publication publication)
{
    private readonly StateDecision _states = new(writer, publication);
    private readonly EventDecision _events = new(writer, publication);

    public Decided Decide(PreparedItem item, SourceRow source)
    {
        if (item.Address is not { } address)
            return DecideUnkeyed(item, source);
        if (!Owns(source, item, address))
            return new Decided(Outcome.Refused, Violations: [Foreign(source, address, OwnerOf(item, address, writer.State.Sources()))]);
        if (source.OpenUnkeyed > 0 && !item.Item.Raw.IsEmpty)
            SettleUnkeyed(item, source);
        return FacetCatalogue.Find(address.Facet)!.IsEvent ? _events.Decide(item, source) : _states.Decide(item, source);
    }

    // A row that no change could be made of, and now one can: its adapter's mapping was mended.
    private void SettleUnkeyed(PreparedItem item, SourceRow source)
    {
        var slot = writer.SlotOf(AddressKey.OfUnkeyed(source.Source, OriginHash.OfRaw(item.Item.Raw.Span)));
        if (slot.Held.Count > 0)
            publication.Settle([.. slot.Held.Select(static held => held.Id)], source.Source);
    }

    // A tombstone may not be able to tell the part; then who wrote the content may take it back.
    private bool Owns(SourceRow source, PreparedItem item, Address address) =>
        Ownership.Covers(source.Parts, address.Facet, item.OwnerPart)
        || (item.OwnerPart is null && source.Parts.Any(part => part.Facet == address.Facet)
            && writer.State.FindSlot(AddressKey.Of(address))?.Source is { } wrote && wrote == source.Source);

    private Decided DecideUnkeyed(PreparedItem item, SourceRow source)
    {
        var slot = writer.SlotOf(AddressKey.OfUnkeyed(source.Source, item.OriginHash));
        if (slot.Held.Count > 0)
            return publication.SeenAgain(slot.Held[0], source, item.Violations);
        if (slot.Discarded.Count > 0 || slot.Rekeyed.Count > 0)
            return Decided.Known;
        return publication.Hold(item, item.Violations, unkeyed: true);
    }

    /// <summary>The source that owns the address of a change; null if none does.</summary>
    public static string? OwnerOf(PreparedItem item, Address address, IEnumerable<SourceRow> sources) =>
        sources.FirstOrDefault(other => Ownership.Covers(other.Parts, address.Facet, item.OwnerPart))?.Source;

    /// <summary>Says that a source does not own an address, and who does, if that is known.</summary>
    public static Violation Foreign(SourceRow source, Address address, string? owner) => new()
    {
        Rule = "hub.owner",
        RuleVersion = 1,
        Severity = Severity.Error,
        MessageZh = $"地址 {KeyText.Format(address.Key)} {address.Facet} {address.Instance} 不归数源 {source.Source} 所有{(owner is null ? "" : $",归数源 {owner}")}。",
        MessageEn = $"The address {KeyText.Format(address.Key)} {address.Facet} {address.Instance} is not owned by the source {source.Source}{(owner is null ? "" : $" but by {owner}")}.",
    };
}
