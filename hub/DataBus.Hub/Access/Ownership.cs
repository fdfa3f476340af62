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

    private static bool Matches(string pattern, string part) => pattern[^1] == '*'
        ? part.StartsWith(pattern[..^1], StringComparison.Ordinal)
        : pattern == part;
}
