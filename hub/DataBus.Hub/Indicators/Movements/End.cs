namespace DataBus.Hub.Indicators.Movements;

/// <summary>One end of a movement.</summary>
/// <param name="At">The point.</param>
/// <param name="IsFrozen">Whether a meeting froze the figure; else it is computed anew.</param>
/// <param name="Frozen">The frozen number; null if there was none.</param>
internal sealed record End(Moment At, bool IsFrozen = false, decimal? Frozen = null);
