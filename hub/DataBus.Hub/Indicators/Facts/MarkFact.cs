namespace DataBus.Hub.Indicators.Facts;

/// <summary>What the statistics mark an enterprise as.</summary>
/// <param name="IsIndustryAboveScale">Whether it is in industry above scale.</param>
/// <param name="IsTechnologyService">Whether it is in technology services.</param>
/// <param name="HasRdActivity">Whether it has research activities.</param>
/// <param name="RaisedIn">The year in which it rose above scale and since which it stayed; 0 if it did not.</param>
/// <param name="StrengthenedIn">The year in which it became a strong one; 0 if it did not.</param>
internal sealed record MarkFact(
    bool IsIndustryAboveScale, bool IsTechnologyService, bool HasRdActivity, int RaisedIn, int StrengthenedIn) : Fact;
