using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>What a bureau reported for an indicator; there are few, so it is kept whole.</summary>
internal sealed record ObservationFact(Observation Content) : Fact;
