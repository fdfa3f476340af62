using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>Who may write which address: the ownership table alone decides.</summary>
internal static class Ownership
{
    /// <summary>Whether the parts cover the facet kind with this owner field's value.</summary>
    /// <param name="parts">What a source owns.</param>
    /// <param name="facet">Facet kind.</param>
    /// <param name="part">The owner field's value; empty for a facet kind without parts; null if the change cannot tell it.</param>
    public static bool Covers(IEnumerable<OwnedPart> parts, string facet, string? part) =>
        parts.Any(owned => owned.Facet == facet && (owned.Part.Length == 0 || (part is not null && Matches(owned.Part, part))));

    /// <summary>Whether a source answers for an address: it owns it, or, where the address cannot tell the part, it wrote it.</summary>
    /// <param name="parts">What the source owns.</param>
    /// <param name="address">The address.</param>
    /// <param name="wroteIt">Whether the newest content is the source's.</param>
    public static bool Holds(IReadOnlyCollection<OwnedPart> parts, Address address, bool wroteIt) =>
        FacetCatalogue.Find(address.Facet) is { } facet
        && (facet.PartOf(address.Instance) is { } part
            ? Covers(parts, facet.Name, part)
            : wroteIt && parts.Any(owned => owned.Facet == facet.Name));

    /// <summary>Whether two parts have anything in common.</summary>
    public static bool Overlap(OwnedPart one, OwnedPart other) => one.Facet == other.Facet
        && (Covers([one], other.Facet, Start(other)) || Covers([other], one.Facet, Start(one)));

    // A prefix stands for what begins with it; a whole facet kind for everything.
    private static string Start(OwnedPart part) => part.Part.EndsWith('*') ? part.Part[..^1] : part.Part;

    private static bool Matches(string pattern, string part) => pattern[^1] == '*'
        ? part.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern == part;
}
