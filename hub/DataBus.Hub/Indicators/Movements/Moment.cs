namespace DataBus.Hub.Indicators.Movements;

/// <summary>A point of the log's history, and the day of counting.</summary>
internal sealed record Moment(ulong Revision, DateOnly Day);
