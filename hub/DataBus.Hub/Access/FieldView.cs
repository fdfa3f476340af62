using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>What a caller may see: closed facets only as their owner, or as an operator.</summary>
internal sealed class FieldView
{
    private static readonly FacetKind[] _closed = [.. FacetCatalogue.All.Where(static kind => kind.IsClosed)];

    private readonly bool _isOperator;
    private readonly IReadOnlyList<OwnedPart> _owned;

    private FieldView(bool isOperator, IReadOnlyList<OwnedPart> owned)
    {
        _isOperator = isOperator;
        _owned = owned;
    }

    /// <summary>Sees everything.</summary>
    public static FieldView Everything { get; } = new(true, []);

    /// <summary>The view of a caller.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="owned">What the source that the caller is owns; empty if it is none.</param>
    public static FieldView Of(CallerIdentity caller, IEnumerable<OwnedPart> owned) =>
        caller.IsOperator ? Everything : new FieldView(false, [.. owned.Where(static part => FacetCatalogue.Find(part.Facet) is { IsClosed: true })]);

    /// <summary>Whether no facet at all is closed to the caller, so that stored bytes may go out as they are.</summary>
    public bool ShowsEverything => _isOperator || _closed.Length == 0;

    /// <summary>The closed facet kinds (and parts) that the caller sees, in a fixed order: two views with the same rights have the same text.</summary>
    public string Rights => _isOperator ? "*" : string.Join(',', _owned.Select(static part => $"{part.Facet}:{part.Part}").Order(StringComparer.Ordinal));

    /// <summary>Whether the caller may see a change; one of an unknown facet kind is seen by operators only.</summary>
    public bool Shows(Change change) =>
        _isOperator || (FacetCatalogue.Of(change) is { } facet && (!facet.IsClosed || Ownership.Covers(_owned, facet.Name, facet.PartOf(change))));

    /// <summary>Whether the caller may see anything of a facet kind.</summary>
    public bool ShowsSomeOf(FacetKind facet) => _isOperator || !facet.IsClosed || _owned.Any(part => part.Facet == facet.Name);
}
