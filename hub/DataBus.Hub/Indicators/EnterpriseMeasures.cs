using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>What formulas count among enterprises.</summary>
internal static class EnterpriseMeasures
{
    private const string Champion = "M3";

    /// <summary>Those with any label of a ladder, whatever its state.</summary>
    public static Measure OnLadder(char ladder) => Measure.Count<LabelFact>(Kind.Enterprise, (label, _) => label.Ladder == ladder);

    /// <summary>Those with one of the labels that is valid on the day. M3 is the national one alone.</summary>
    public static Measure InForce(params string[] codes) =>
        Measure.Count<LabelFact>(Kind.Enterprise, (label, day) => Is(label, codes) && label.IsInForce(day));

    /// <summary>Those with one of the labels granted up to the day, whether it has run out since or not.</summary>
    public static Measure Granted(params string[] codes) =>
        Measure.Count<LabelFact>(Kind.Enterprise, (label, day) => Is(label, codes) && label.IsGranted(day));

    /// <summary>Those once registered in a park, also if they have left.</summary>
    public static Measure RegisteredIn(string park, bool technologyOnly) => Measure.Count<ResidencyFact>(
        Kind.Enterprise, (residency, day) => residency.Park == park && residency.RegisteredOn <= day && (residency.IsTechnology || !technologyOnly));

    /// <summary>Those that are resident in a park on the day.</summary>
    public static Measure ResidentIn(string park) =>
        Measure.Count<ResidencyFact>(Kind.Enterprise, (residency, day) => residency.Park == park && residency.ResidentFrom <= day);

    /// <summary>Those on the roll of a park that the district lists as able to be listed.</summary>
    public static Measure PotentialIn(string park) => new(
        Kind.Enterprise,
        (entity, counting) => entity.Any<ListingFact>(static (listing, _) => listing.HasPotential, counting.Day)
            && entity.Any<ResidencyFact>((residency, day) => residency.Park == park && !residency.HasLeft && residency.RegisteredOn <= day, counting.Day)
                ? 1
                : 0,
        typeof(ListingFact),
        typeof(ResidencyFact));

    /// <summary>Those that are listed on the day.</summary>
    public static Measure Listed() => Measure.Count<ListingFact>(Kind.Enterprise, static (listing, day) => listing.IsListed && listing.Since <= day);

    /// <summary>Those that came from a region, from a day on.</summary>
    public static Measure CameFrom(string region, DateOnly from) =>
        Measure.Count<OriginFact>(Kind.Enterprise, (origin, day) => origin.Region == region && origin.LandedOn >= from && origin.LandedOn <= day);

    private static bool Is(LabelFact label, string[] codes) => codes.Contains(label.Code) && (label.Code != Champion || label.IsNational);
}
