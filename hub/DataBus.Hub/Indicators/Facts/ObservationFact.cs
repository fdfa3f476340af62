namespace DataBus.Hub.Indicators.Facts;

/// <summary>A value that a bureau reported for an indicator.</summary>
/// <param name="Period">The period or day that it is for.</param>
/// <param name="Reporter">Who reported.</param>
/// <param name="Value">The value; null if only a rank was reported.</param>
internal sealed record ObservationFact(string Period, string Reporter, decimal? Value) : Fact;
