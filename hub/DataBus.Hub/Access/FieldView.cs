using System.Collections.Concurrent;
using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>What a caller may see: what it owns, what everybody may, and what it was granted; an operator everything.</summary>
internal sealed class FieldView
{
    private readonly bool _isOperator;
    private readonly IReadOnlyList<OwnedPart> _owned;
    private readonly IReadOnlyList<Grant> _ofAllRows;
    private readonly IReadOnlyList<Grant> _ofSomeRows;
    private readonly Func<string, string> _hash;
    private readonly Dictionary<string, FacetRight> _rights;
    private readonly HashSet<string> _competent;
    // Of a caller with grants of some rows there are as many rights of a facet kind as there are ways to combine these: few.
    private readonly ConcurrentDictionary<string, FacetRight> _combined = new(StringComparer.Ordinal);

    private FieldView(bool isOperator, IReadOnlyList<OwnedPart> owned, IReadOnlyList<Grant> grants, bool isBureau, Func<string, string> hash, string day)
    {
        _isOperator = isOperator;
        _owned = owned;
        _hash = hash;
        Day = day;
        _ofAllRows = [.. grants.Where(static grant => !IsOfSomeRows(grant))];
        _ofSomeRows = [.. grants.Where(IsOfSomeRows)];
        // Who provides a part of what is shared under conditions is one of those whose duty it is; a partner sees its own alone.
        _competent = isBureau ? [.. owned.Select(static part => part.Facet)] : [];
        _rights = isOperator
            ? []
            : FacetCatalogue.All.Select(facet => (facet.Name, Right: RightOf(facet, _ofAllRows))).Where(static one => one.Right is not null)
                .ToDictionary(static one => one.Name, static one => one.Right!, StringComparer.Ordinal);
        Rights = isOperator ? "*" : TextOf();
    }

    /// <summary>Sees everything.</summary>
    public static FieldView Everything { get; } = new(true, [], [], false, NoHash, "");

    /// <summary>The view of a caller.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="owned">What the source that the caller is owns; empty if it is none.</param>
    /// <param name="grants">The grants that it has; absent: none.</param>
    /// <param name="hash">The hash of a value for it.</param>
    /// <param name="day">The civil day for which this is true.</param>
    public static FieldView Of(
        CallerIdentity caller, IEnumerable<OwnedPart> owned, IReadOnlyList<Grant>? grants = null, Func<string, string>? hash = null, string day = "") => caller.IsOperator
        ? Everything
        : new FieldView(false, [.. owned], grants ?? [], caller.Name.StartsWith("bureau/", StringComparison.Ordinal), hash ?? NoHash, day);

    /// <summary>The civil day for which this is true.</summary>
    public string Day { get; }

    /// <summary>Grants that open some rows only: of entities that fulfil a condition, or whose taxpayer consents.</summary>
    public IReadOnlyList<Grant> OfSomeRows => _ofSomeRows;

    /// <summary>Whether nothing at all is closed to the caller, so that stored bytes may go out as they are.</summary>
    public bool ShowsEverything => _isOperator;

    /// <summary>What the caller sees, in a fixed order: two views with the same rights have the same text.</summary>
    public string Rights { get; }

    /// <summary>Whether the caller may see a change, if the rows are granted; one of an unknown facet kind is seen by operators only.</summary>
    public bool MayShow(Change change) => _isOperator || (FacetCatalogue.Of(change) is { } facet
        && (Owns(change, facet) || _rights.ContainsKey(facet.Name) || _ofSomeRows.Any(grant => grant.Facets.Contains(facet.Name))));

    /// <summary>Whether the caller may see a change.</summary>
    public bool Shows(Change change, RowsGranted? rows = null) => _isOperator
        || (FacetCatalogue.Of(change) is { } facet && (Owns(change, facet) || _rights.ContainsKey(facet.Name) || Granted(change, facet, rows).Count > 0));

    /// <summary>The change as the caller may see it, the same one if it sees all of it; null if it sees nothing of it.</summary>
    /// <param name="change">The change.</param>
    /// <param name="rows">Says whether a grant of some rows is of the change's; absent: it is not.</param>
    public Change? Shown(Change change, RowsGranted? rows = null)
    {
        if (_isOperator)
            return change;
        if (FacetCatalogue.Of(change) is not { } facet)
            return null;
        if (Owns(change, facet))
            return change;
        var granted = Granted(change, facet, rows);
        return (granted.Count == 0 ? _rights.GetValueOrDefault(facet.Name) : Combined(facet, granted))?.Shown(change);
    }

    /// <summary>Whether the caller may see anything of a facet kind, if the rows are granted.</summary>
    public bool ShowsSomeOf(FacetKind facet) => ShowsOfAllRows(facet) || _ofSomeRows.Any(grant => grant.Facets.Contains(facet.Name));

    /// <summary>Whether the caller sees something of each content of a facet kind, or of each of its own part.</summary>
    public bool ShowsOfAllRows(FacetKind facet) => _isOperator || _rights.ContainsKey(facet.Name) || _owned.Any(part => part.Facet == facet.Name);

    /// <summary>Whether a field of all contents that the caller sees is withheld.</summary>
    public bool Withholds(FacetKind facet, string path) => !_isOperator && !Ownership.Covers(_owned, facet.Name, "")
        && RightOf(facet, [.. _ofAllRows, .. _ofSomeRows])?.Withholds(path) == true;

    /// <summary>What is withheld of a facet kind's contents that are not the caller's own, where most is shown.</summary>
    public IReadOnlyList<WithheldField> WithheldOf(FacetKind facet) => RightOf(facet, [.. _ofAllRows, .. _ofSomeRows])?.Withheld ?? [];

    private static bool IsOfSomeRows(Grant grant) => grant.Where.Length + grant.ConsentUscc.Length > 0;

    private static string NoHash(string value) => throw new InvalidOperationException("Who has no grants sees no hashes.");

    private IReadOnlyList<Grant> Granted(Change change, FacetKind facet, RowsGranted? rows) => rows is null || _ofSomeRows.Count == 0
        ? []
        : [.. _ofSomeRows.Where(grant => grant.Facets.Contains(facet.Name)).Select(grant => rows(grant, change)).OfType<Grant>()];

    private FacetRight Combined(FacetKind facet, IReadOnlyList<Grant> granted) => _combined.GetOrAdd(
        $"{facet.Name}\0{string.Join('\0', granted.Select(static grant => $"{grant.Name} {string.Join(',', grant.Absent)}"))}",
        _ => RightOf(facet, [.. _ofAllRows, .. granted])!);

    private FacetRight? RightOf(FacetKind facet, IReadOnlyList<Grant> grants) => GrantRights.Of(facet, grants, _competent.Contains(facet.Name), _hash);

    // A consent ends by the calendar without a word in the log: so the rights of who has grants by consent are those of one day.
    private string TextOf() => string.Join(
        ';',
        _owned.Select(static part => $"{part.Facet}:{part.Part}").Order(StringComparer.Ordinal)
            .Concat(_rights.Values.Select(static right => right.Text))
            .Concat(_ofSomeRows.Select(static grant => grant.ToString()))
            .Append(_ofSomeRows.Any(static grant => grant.ConsentUscc.Length > 0) ? Day : ""));

    private bool Owns(Change change, FacetKind facet) => _owned.Count > 0 && Ownership.Covers(_owned, facet.Name, facet.PartOf(change));
}

/// <summary>Says whether a grant of some rows is of those of a change: the grant as it holds there, or null.</summary>
internal delegate Grant? RowsGranted(Grant grant, Change change);
