using System.Runtime.CompilerServices;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery.Predicates;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>
/// What a caller sees as of one view: of grants of some rows, whether they are of an entity's. What it found is kept, so it is good as long
/// as the view.
/// </summary>
internal sealed class Sight
{
    private const string ConsentFacet = "enterprise.consent";
    private const string TaxYear = "tax_year";
    private const string Valid = "VALID";

    private static readonly ConditionalWeakTable<Grant, EntityTest> _tests = [];

    private readonly FieldView _shows;
    private readonly IViewReader _view;
    private readonly IExchangeLog _log;
    private readonly RowsGranted? _rows;
    private readonly Dictionary<(Grant Grant, Key Key), bool> _fulfilled = [];
    private readonly Dictionary<Key, IReadOnlyList<Consent>> _consents = [];

    public Sight(FieldView shows, IViewReader view, IExchangeLog log)
    {
        _shows = shows;
        _view = view;
        _log = log;
        _rows = shows.OfSomeRows.Count == 0 ? null : OfRows;
    }

    /// <summary>The change as the caller sees it; null if it does not.</summary>
    public Change? Shown(Change change) => _shows.Shown(change, _rows);

    /// <summary>Whether the caller sees something of a change.</summary>
    public bool Shows(Change change) => _shows.Shows(change, _rows);

    /// <summary>Whether a change may give or take rows of the caller's grants.</summary>
    public bool MayMoveRows(Change change) => _rows is not null && Addresses.Of(change) is { } address
        && _shows.OfSomeRows.Any(grant => (grant.Where.Length > 0 && TestOf(grant).LooksAt(address.Facet)) || (address.Facet == ConsentFacet && IsForOrEnded(change, grant)));

    /// <summary>The condition of a grant, ready to use; none if it has none.</summary>
    /// <exception cref="HubException">It looks at what is not open to everybody, or cannot be read.</exception>
    public static EntityTest? Compile(Grant grant, string at, KnownCodes codes)
    {
        if (grant.Where.Length == 0)
            return null;
        if (!PredicateText.TryParse(grant.Where, out var predicate, out var place))
            throw HubMessages.Invalid($"{at}.where", $"第 {place} 个字符起读不出条件。", $"It cannot be read from character {place} on.");
        // By what every app sees: whether a row is there must tell nothing that is closed.
        var compiler = new EntityTestCompiler(FieldView.Of(new CallerIdentity(CallerRole.Reader, "app/-", "", ""), []), codes);
        var test = compiler.Compile(predicate, $"{at}.where")!;
        return compiler.Flaws.Count == 0 ? test : throw HubMessages.Invalid(compiler.Flaws);
    }

    private Grant? OfRows(Grant grant, Change change)
    {
        if (grant.Where.Length > 0 && !Fulfils(grant, change.Key))
            return null;
        return grant.ConsentUscc.Length == 0 ? grant : ByConsent(grant, change);
    }

    private bool Fulfils(Grant grant, Key key)
    {
        if (!_fulfilled.TryGetValue((grant, key), out var fulfils))
            _fulfilled[(grant, key)] = fulfils = TestOf(grant) is var test && test.HoldsFor([.. Contents(key, test.LooksAt)]);
        return fulfils;
    }

    // Grants in the log were checked before they went there.
    private EntityTest TestOf(Grant grant) => _tests.GetValue(grant, one => Compile(one, one.Name, new KnownCodes(_view.Tables()))!);

    private Grant? ByConsent(Grant grant, Change change)
    {
        var facet = FacetCatalogue.Of(change)!;
        var scopes = ConsentsOf(change.Key)
            .Where(consent => consent.GranteeUscc == grant.ConsentUscc && IsInForce(consent) && IsOfYear(consent, change, facet))
            .SelectMany(static consent => consent.Scope)
            .Where(scope => scope == facet.Name || scope.StartsWith(facet.Name + ".", StringComparison.Ordinal))
            .ToArray();
        if (scopes.Length == 0)
            return null;
        if (scopes.Contains(facet.Name))
            return grant;
        // Of a consent to some fields, the others are as if they were never granted.
        var narrowed = grant.Clone();
        narrowed.Absent.Add(LeafField.Of(facet)
            .Where(field => !GrantRights.IsOfAddress(field, facet) && !scopes.Any(scope => field.IsUnder(scope[(facet.Name.Length + 1)..])))
            .Select(field => $"{facet.Name}.{field.Path}"));
        return narrowed;
    }

    private bool IsInForce(Consent consent) => consent.State == Valid
        && string.CompareOrdinal(consent.ValidFrom, _shows.Day) <= 0 && string.CompareOrdinal(_shows.Day, consent.ValidTo) <= 0;

    // A facet without a tax year is of no single one.
    private static bool IsOfYear(Consent consent, Change change, FacetKind facet) => consent.TaxYears.Count == 0
        || facet.InstanceFields.FirstOrDefault()?.Name != TaxYear
        || consent.TaxYears.Contains(Addresses.Of(change)?.Instance ?? "");

    private IReadOnlyList<Consent> ConsentsOf(Key key)
    {
        if (!_consents.TryGetValue(key, out var consents))
            _consents[key] = consents = [.. Contents(key, static facet => facet == ConsentFacet).Select(static change => change.Consent).OfType<Consent>()];
        return consents;
    }

    // A consent that is gone may have been to this grantee: what it named is not in the log any more, or not looked up.
    private bool IsForOrEnded(Change change, Grant grant) => grant.ConsentUscc.Length > 0
        && (change.Consent is not { } consent || consent.GranteeUscc == grant.ConsentUscc || WasFor(change.Hub?.Replaces ?? 0, grant));

    private bool WasFor(ulong revision, Grant grant) => revision > 0 && (ContentReader.Read(_log, revision) is not { } before || before.Change.Consent?.GranteeUscc == grant.ConsentUscc);

    private IEnumerable<Change> Contents(Key key, Func<string, bool> facet) => ContentReader.LiveOf(_view, _log, key, facet).Select(static content => content.Change);
}
