namespace DataBus.Adapters.Sources.Sql;

/// <summary>Which transactions a database has open, by their numbers.</summary>
/// <param name="Lowest">The lowest that is open: all below have ended.</param>
/// <param name="Next">The number that the next one gets.</param>
internal sealed record SqlSnapshot(long Lowest, long Next);
