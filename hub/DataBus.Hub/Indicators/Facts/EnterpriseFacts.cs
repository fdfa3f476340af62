using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>Makes facts of the facets of enterprises.</summary>
internal static class EnterpriseFacts
{
    public static LabelFact Of(TierLabel label) => new(
        label.Code, label.Level == "NATIONAL", label.State == "WITHDRAWN", CivilDay.From(label.ValidFrom), CivilDay.To(label.ValidTo));

    public static DeductionFact Of(RdDeduction deduction) => new(Year(deduction.TaxYear));

    public static ResidencyFact Of(ParkResidency residency) => new(
        residency.Park,
        residency.State == "LEFT",
        residency.IsTechnology,
        CivilDay.From(residency.RegisteredOn),
        residency.State == "RESIDENT" ? CivilDay.From(residency.MovedInOn) : DateOnly.MaxValue);

    public static ListingFact Of(Listing listing) => new(listing.Stage == "LISTED", CivilDay.From(listing.StageSince), listing.HasPotential);

    public static OriginFact Of(EnterpriseOrigin origin) => new(origin.Region, CivilDay.From(origin.LandedOn));

    public static MarkFact Of(IndustryMark mark) => new(
        mark.AboveScale == "INDUSTRY",
        mark.IsTechnologyService,
        mark.HasRdActivity,
        mark.AboveScale == "NONE" || mark.AboveScaleUntil.Length > 0 ? 0 : Year(mark.AboveScaleSince),
        Year(mark.StrengthenedYear));

    private static int Year(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
}
