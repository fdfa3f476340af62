using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>A failed push as it would be judged now: by the rules of now, its source's parts of now, its versions of now.</summary>
internal static class HeldFindings
{
    /// <summary>What it would publish, and where; a version of an earlier generation counts no more.</summary>
    public static Change? ContentOf(HeldItem item, SourceRow source)
    {
        var change = item.Entry.Change?.Clone();
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

    /// <summary>What the adapter found and what the hub found when it was held stands; the rules judge anew.</summary>
    public static IEnumerable<Violation> Standing(HeldItem item) => item.Violations
        .Where(violation => violation.Rule.StartsWith("kit.", StringComparison.Ordinal) || HubRules.IsChoice(violation.Rule));

    /// <summary>Whether newer content of its source is live: it does not go out any more.</summary>
    public static bool IsLate(Change change, Slot slot, SourceRow source) => slot.Revision != 0
        && VersionOrder.Compare(change.SourceVersion, VersionOrder.Current(slot, source)) < 0;
}
