namespace DataBus.Hub.Indicators.Facts;

/// <summary>Where an enterprise came from.</summary>
/// <param name="Region">The region.</param>
/// <param name="LandedOn">The day on which it was registered here.</param>
internal sealed record OriginFact(string Region, DateOnly LandedOn) : Fact;
