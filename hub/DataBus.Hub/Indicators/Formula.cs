using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Computes the number of one indicator with its inputs, or says in Chinese why there is none.</summary>
/// <param name="Compute">Pure: equal totals, reports and days give equal figures.</param>
/// <param name="Measures">The measures that it looks at.</param>
internal sealed record Formula(Func<FigureContext, Figure> Compute, params IReadOnlyList<Measure> Measures);
