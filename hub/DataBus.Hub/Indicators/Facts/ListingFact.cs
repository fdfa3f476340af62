namespace DataBus.Hub.Indicators.Facts;

/// <summary>Where an enterprise stands on its way to the exchange.</summary>
/// <param name="IsListed">Whether it is listed.</param>
/// <param name="Since">Since when it stands there.</param>
/// <param name="HasPotential">Whether the district lists it as having the potential.</param>
internal sealed record ListingFact(bool IsListed, DateOnly Since, bool HasPotential) : Fact;
