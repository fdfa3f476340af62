using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>What a formula sees of one indicator, as of one day.</summary>
/// <param name="On">The day.</param>
/// <param name="Total">The sum of a measure over all entities.</param>
/// <param name="Observations">What was reported for the indicator.</param>
internal sealed record FigureContext(DateOnly On, Func<Measure, decimal> Total, IReadOnlyList<Observation> Observations)
{
    /// <summary>The day, as the contract writes it.</summary>
    public string Day => CivilDay.Text(On);

    /// <summary>The values reported for a period, in the order of their reporters; empty if there are none.</summary>
    public IReadOnlyList<(decimal Value, string Reporter)> Reported(string period) =>
    [
        .. Observations
            .Where(observation => observation.Period == period && observation.Value.Length > 0)
            .OrderBy(static observation => observation.Reporter, StringComparer.Ordinal)
            .Select(static observation => (decimal.Parse(observation.Value, CultureInfo.InvariantCulture), observation.Reporter)),
    ];
}
