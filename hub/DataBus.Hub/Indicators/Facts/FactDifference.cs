namespace DataBus.Hub.Indicators.Facts;

/// <summary>What a content changed.</summary>
/// <param name="Entity">Whose facts.</param>
/// <param name="Before">The fact before; null if there was none.</param>
/// <param name="After">The fact now; null if there is none.</param>
internal sealed record FactDifference(EntityFacts Entity, Fact? Before, Fact? After);
