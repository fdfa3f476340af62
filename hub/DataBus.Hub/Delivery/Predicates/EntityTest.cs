using DataBus.V1;

namespace DataBus.Hub.Delivery.Predicates;

/// <summary>A predicate on entities, ready to use.</summary>
/// <param name="Checks">What it asks of single contents.</param>
/// <param name="Holds">Whether it holds, told for each check whether some live content fulfils it.</param>
internal sealed record EntityTest(IReadOnlyList<FacetCheck> Checks, Func<Func<FacetCheck, bool>, bool> Holds)
{
    /// <summary>Whether it looks at contents of a facet kind.</summary>
    public bool LooksAt(string facet) => Checks.Any(check => check.Facet.Name == facet);

    /// <summary>Whether it holds for an entity of which these are the live contents.</summary>
    public bool HoldsFor(IReadOnlyCollection<Change> contents) => Holds(check => contents.Any(check.Holds));

    /// <summary>Whether it may hold of an entity after one content took the place of another, when it did not before, or the other way round.</summary>
    public bool TellsApart(Change one, Change other) => Checks.Any(check => check.Holds(one) != check.Holds(other));
}
