using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>What the computed figures rest on: all live contents of three facet kinds, in any order. Each is read once.</summary>
internal sealed record FigureInputs(
    IEnumerable<Live<TierLabel>> Labels,
    IEnumerable<Live<PlatformProfile>> Platforms,
    IEnumerable<Live<Observation>> Observations);
