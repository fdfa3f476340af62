using System.Collections.Frozen;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>Makes facts of the contents that figures rest on.</summary>
internal sealed class FactMaker
{
    private const string Municipal = "CITY";

    private static readonly FrozenDictionary<Change.ContentOneofCase, (Type Fact, Func<Change, Fact> Make)> _makers =
        new Dictionary<Change.ContentOneofCase, (Type, Func<Change, Fact>)>
        {
            [Change.ContentOneofCase.TierLabel] = (typeof(LabelFact), static change => EnterpriseFacts.Of(change.TierLabel)),
            [Change.ContentOneofCase.RdDeduction] = (typeof(DeductionFact), static change => EnterpriseFacts.Of(change.RdDeduction)),
            [Change.ContentOneofCase.ParkResidency] = (typeof(ResidencyFact), static change => EnterpriseFacts.Of(change.ParkResidency)),
            [Change.ContentOneofCase.Listing] = (typeof(ListingFact), static change => EnterpriseFacts.Of(change.Listing)),
            [Change.ContentOneofCase.EnterpriseOrigin] = (typeof(OriginFact), static change => EnterpriseFacts.Of(change.EnterpriseOrigin)),
            [Change.ContentOneofCase.IndustryMark] = (typeof(MarkFact), static change => EnterpriseFacts.Of(change.IndustryMark)),
            [Change.ContentOneofCase.Institution] = (typeof(InstitutionFact), static change => new InstitutionFact(change.Institution.Kind)),
            [Change.ContentOneofCase.PlatformProfile] = (typeof(PlatformFact), static change => Of(change.PlatformProfile)),
            [Change.ContentOneofCase.TechnicalContract] = (typeof(ContractFact), static change => AchievementFacts.Of(change.TechnicalContract)),
            [Change.ContentOneofCase.ConversionAgreement] = (typeof(AgreementFact), static change => AchievementFacts.Of(change.ConversionAgreement)),
            [Change.ContentOneofCase.Observation] = (typeof(ObservationFact), static change => new ObservationFact(change.Observation)),
        }.ToFrozenDictionary();

    private static readonly FrozenSet<int> _numbers = FacetCatalogue.All
        .Where(static facet => _makers.ContainsKey((Change.ContentOneofCase)facet.ContentNumber) || StatedKeys.FieldsOf(facet.Name).Count > 0)
        .Select(static facet => facet.ContentNumber)
        .ToFrozenSet();

    // Labels are many and alike: equal facts are kept once.
    private readonly Dictionary<Fact, Fact> _shared = [];

    /// <summary>The facet kinds that give facts, or state other keys of their entity.</summary>
    public static FrozenSet<string> Facets { get; } = NamesOf(static facet => _numbers.Contains(facet.ContentNumber));

    /// <summary>Those of them that give no facts and only state keys.</summary>
    public static FrozenSet<string> StatingFacets { get; } = NamesOf(
        static facet => _numbers.Contains(facet.ContentNumber) && !_makers.ContainsKey((Change.ContentOneofCase)facet.ContentNumber));

    /// <summary>The facet kind that gives a type of facts.</summary>
    public static string FacetOf(Type fact) => FacetCatalogue.All
        .Single(facet => _makers.TryGetValue((Change.ContentOneofCase)facet.ContentNumber, out var maker) && maker.Fact == fact)
        .Name;

    /// <summary>Whether a change with this field of <see cref="Change"/> as content may give a fact, state a key, or take one away.</summary>
    public static bool Concerns(int contentField) => contentField == Change.TombstoneFieldNumber || _numbers.Contains(contentField);

    /// <summary>The fact that a content gives; null for a content that gives none.</summary>
    public Fact? Make(Change change)
    {
        if (!_makers.TryGetValue(change.ContentCase, out var maker))
            return null;
        var fact = maker.Make(change);
        if (fact is not LabelFact)
            return fact;
        if (_shared.TryGetValue(fact, out var known))
            return known;
        _shared.Add(fact, fact);
        return fact;
    }

    private static FrozenSet<string> NamesOf(Func<FacetKind, bool> wanted) =>
        FacetCatalogue.All.Where(wanted).Select(static facet => facet.Name).ToFrozenSet(StringComparer.Ordinal);

    private static PlatformFact Of(PlatformProfile profile) => new(
        profile.Kind, profile.Level == Municipal, profile.State is "RECOGNISED" or "REVIEWED", CivilDay.From(profile.RecognisedOn));
}
