using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>What the units reported of an indicator.</summary>
internal static class Reports
{
    private const string Rank = "rank";

    /// <summary>The newest report by its day, then period and reporter; those of the baseline's day tell the start and not how it stands.</summary>
    public static Observation? Newest(IEnumerable<Observation> observations, IndicatorDefinition definition) => observations
        .Where(one => one.Period != definition.Baseline?.AsOf)
        .OrderBy(static one => one.AsOf, StringComparer.Ordinal)
        .ThenBy(static one => one.Period, StringComparer.Ordinal)
        .ThenBy(static one => one.Reporter, StringComparer.Ordinal)
        .LastOrDefault();

    /// <summary>The number that a report says: a rank in place of a value where the plan's target is a rank.</summary>
    public static string? Number(Observation observation, string direction)
    {
        var value = observation.HasValue ? observation.Value : null;
        var rank = observation.HasRank ? observation.Rank : null;
        return direction == Rank ? rank ?? value : value ?? rank;
    }
}
