using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Intake;

/// <summary>A failed push as it would be judged now: by the rules of now, its source's parts of now, its versions of now.</summary>
internal static class HeldFindings
{
    /// <summary>What it would publish, and where; a version of an earlier generation counts no more.</summary>
    public static Change? ContentOf(HeldItem item, SourceRow source)
    {
        var change = (item.Patched ?? item.Entry.Change)?.Clone();
        if (change is not null && item.Generation != source.Generation)
            change.SourceVersion = null;
        return change;
    }

    /// <summary>What the rules of now say, and whether its source still owns the address.</summary>
    public static (Address? Address, IReadOnlyList<Violation> Violations) Judge(Change change, SourceRow source, RuleSet rules)
    {
        var (address, judged) = BatchPreparation.Judge(change, source.Source, rules);
        return address is null || Ownership.Covers(source.Parts, address.Facet, FacetCatalogue.Of(change)?.PartOf(change))
            ? (address, judged)
            : (address, [.. judged, Decision.Foreign(source, address, owner: null)]);
    }

    /// <summary>Everything that is wrong with a content of it now, and the address that it would have.</summary>
    /// <param name="item">The failed push.</param>
    /// <param name="change">The content; null if it has none.</param>
    /// <param name="source">Its source.</param>
    /// <param name="rules">The rules of now.</param>
    /// <param name="take">Whether an operator chooses it where that is the question.</param>
    public static (Address? Address, IReadOnlyList<Violation> Violations) Of(HeldItem item, Change? change, SourceRow source, RuleSet rules, bool take)
    {
        var (address, judged) = change is null ? (null, []) : Judge(change, source, rules);
        return (address, [.. Standing(item).Where(violation => !(take && HubRules.IsChoice(violation.Rule))), .. judged]);
    }

    /// <summary>
    /// What the adapter found stands, but where an operator patched the field that it is about; so does what is a question of choice.
    /// The rules judge anew.
    /// </summary>
    public static IEnumerable<Violation> Standing(HeldItem item) => item.Entry.Violations
        .Where(violation => violation.Rule.StartsWith("kit.", StringComparison.Ordinal) && !HubRules.IsChoice(violation.Rule) && !IsPatched(item, violation.Field))
        .Concat(item.Violations.Where(violation => HubRules.IsChoice(violation.Rule)));

    /// <summary>What was patched, as readers are told; null if nothing was.</summary>
    public static Patch? PatchOf(HeldItem item) => item.Patched is null ? null : new Patch
    {
        Fields = { item.PatchedFields },
        OriginHash = HeldRefs.IsRekeyed(item) ? ByteString.Empty : item.Entry.OriginHash,
    };

    /// <summary>Whether an operator has dealt with this content of an address, and nothing newer was accepted there since.</summary>
    public static bool IsClosedBy(Slot slot, byte[] originHash) => slot.Discarded.Any(discarded => discarded.Span.SequenceEqual(originHash))
        || slot.Rekeyed.Any(moved => moved.OriginHash.Span.SequenceEqual(originHash));

    /// <summary>Hash of what is live at an address, mended or not.</summary>
    public static ByteString ContentHashOf(Slot slot) => slot.MendedHash.IsEmpty ? slot.OriginHash : slot.MendedHash;

    /// <summary>Whether newer content of its source is live: it does not go out any more.</summary>
    public static bool IsLate(Change change, Slot slot, SourceRow source) => slot.Revision != 0
        && VersionOrder.Compare(change.SourceVersion, VersionOrder.Current(slot, source)) < 0;

    /// <summary>Whether these rules would let it through as it stands.</summary>
    public static bool WouldPass(IViewReader view, HeldItem item, RuleSet rules)
    {
        if (view.FindSource(item.Source) is not { } source || ContentOf(item, source) is not { } change)
            return false;
        var (address, violations) = Of(item, change, source, rules, take: false);
        if (address is null || violations.Hold())
            return false;
        var key = AddressKey.Of(address, Addresses.EventIdOf(change));
        return FacetCatalogue.Find(address.Facet)!.IsEvent || view.FindSlot(key) is not { } slot || !IsLate(change, slot, source);
    }

    private static bool IsPatched(HeldItem item, string field) => item.PatchedFields.Any(path =>
        path == field || path.StartsWith($"{field}.", StringComparison.Ordinal) || field.StartsWith($"{path}.", StringComparison.Ordinal));
}
