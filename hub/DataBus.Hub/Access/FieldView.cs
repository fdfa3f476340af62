using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>What a caller may see: what it owns, what everybody may, and what it was granted; an operator everything.</summary>
internal sealed class FieldView
{
    private readonly bool _isOperator;
    private readonly IReadOnlyList<OwnedPart> _owned;
    private readonly Dictionary<string, FacetRight> _rights;

    private FieldView(bool isOperator, IReadOnlyList<OwnedPart> owned, IEnumerable<(FacetKind Facet, FacetRight Right)> rights)
    {
        _isOperator = isOperator;
        _owned = owned;
        _rights = rights.ToDictionary(static one => one.Facet.Name, static one => one.Right, StringComparer.Ordinal);
        Rights = isOperator ? "*" : string.Join(
            ';', _owned.Select(static part => $"{part.Facet}:{part.Part}").Order(StringComparer.Ordinal).Concat(_rights.Values.Select(static right => right.Text)));
    }

    /// <summary>Sees everything.</summary>
    public static FieldView Everything { get; } = new(true, [], []);

    /// <summary>The view of a caller.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="owned">What the source that the caller is owns; empty if it is none.</param>
    /// <param name="grants">The grants that it has; absent: none.</param>
    /// <param name="hash">The hash of a value for it.</param>
    public static FieldView Of(CallerIdentity caller, IEnumerable<OwnedPart> owned, IReadOnlyList<Grant>? grants = null, Func<string, string>? hash = null) => caller.IsOperator
        ? Everything
        : new FieldView(
            false,
            [.. owned],
            FacetCatalogue.All.Select(facet => (facet, Right: GrantRights.Of(facet, grants ?? [], IsCompetent(caller, owned, facet), hash ?? NoHash)))
                .Where(static one => one.Right is not null)
                .Select(static one => (one.facet, one.Right!)));

    /// <summary>Whether nothing at all is closed to the caller, so that stored bytes may go out as they are.</summary>
    public bool ShowsEverything => _isOperator;

    /// <summary>What the caller sees, in a fixed order: two views with the same rights have the same text.</summary>
    public string Rights { get; }

    /// <summary>Whether the caller may see a change; one of an unknown facet kind is seen by operators only.</summary>
    public bool Shows(Change change) => _isOperator || (FacetCatalogue.Of(change) is { } facet && (Owns(change, facet) || _rights.ContainsKey(facet.Name)));

    /// <summary>The change as the caller may see it, the same one if it sees all of it; null if it sees nothing of it.</summary>
    public Change? Shown(Change change)
    {
        if (_isOperator)
            return change;
        if (FacetCatalogue.Of(change) is not { } facet)
            return null;
        return Owns(change, facet) ? change : _rights.GetValueOrDefault(facet.Name)?.Shown(change);
    }

    /// <summary>Whether the caller may see anything of a facet kind.</summary>
    public bool ShowsSomeOf(FacetKind facet) => _isOperator || _rights.ContainsKey(facet.Name) || _owned.Any(part => part.Facet == facet.Name);

    /// <summary>Whether a field of some content that the caller sees is withheld.</summary>
    public bool Withholds(FacetKind facet, string path) => !_isOperator && !Ownership.Covers(_owned, facet.Name, "")
        && _rights.GetValueOrDefault(facet.Name)?.Withholds(path) == true;

    /// <summary>What is withheld of a facet kind's contents that are not the caller's own.</summary>
    public IReadOnlyList<WithheldField> WithheldOf(FacetKind facet) => _rights.GetValueOrDefault(facet.Name)?.Withheld ?? [];

    // Who provides a part of what is shared under conditions is one of those whose duty it is; a partner sees its own alone.
    private static bool IsCompetent(CallerIdentity caller, IEnumerable<OwnedPart> owned, FacetKind facet) =>
        caller.Name.StartsWith("bureau/", StringComparison.Ordinal) && owned.Any(part => part.Facet == facet.Name);

    private static string NoHash(string value) => throw new InvalidOperationException("Who has no grants sees no hashes.");

    private bool Owns(Change change, FacetKind facet) => _owned.Count > 0 && Ownership.Covers(_owned, facet.Name, facet.PartOf(change));
}
