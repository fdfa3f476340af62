using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Values that bureaus reported, by indicator and period.</summary>
internal sealed class ReportedValues(IEnumerable<Live<Observation>> observations)
{
    private readonly ILookup<(string Code, string Period), Observation> _reported = observations
        .Where(observation => observation.Content.Value.Length > 0)
        .ToLookup(observation => (observation.Key.Value, observation.Content.Period), observation => observation.Content);

    /// <summary>The reports of one period, in the order of their reporters; empty if there are none.</summary>
    public IReadOnlyList<(decimal Value, string Reporter)> Of(string code, string period) =>
    [
        .. _reported[(code, period)]
            .OrderBy(observation => observation.Reporter, StringComparer.Ordinal)
            .Select(observation => (decimal.Parse(observation.Value, CultureInfo.InvariantCulture), observation.Reporter)),
    ];
}
