using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Movements;

/// <summary>Goes from one state of a figure to another step by step: what a step does to the number is its effect, so that all sum to the whole.</summary>
/// <param name="formula">The figure's formula.</param>
/// <param name="value">The number to start from; null if there is none.</param>
internal sealed class FigureWalk(Formula formula, decimal? value)
{
    private readonly Dictionary<Measure, decimal> _totals = formula.Measures.Distinct().ToDictionary(static measure => measure, static _ => 0m);

    /// <summary>The day of counting.</summary>
    public DateOnly Day { get; set; }

    /// <summary>What was reported for the indicator.</summary>
    public IReadOnlyList<Observation> Observations { get; set; } = [];

    /// <summary>An entity adds something else than before.</summary>
    public void Replace(Shares before, Shares after)
    {
        foreach (var measure in _totals.Keys)
            _totals[measure] += after.Of(measure) - before.Of(measure);
    }

    /// <summary>The figure as it stands.</summary>
    public Figure Figure() => formula.Compute(new FigureContext(Day, measure => _totals[measure], Observations));

    /// <summary>What was done since the last effect did to the number. Where there is no number in between, the next one has it.</summary>
    public decimal Effect() => Number(Figure()) is { } now ? MoveTo(now) : 0;

    /// <summary>Goes to a number that is known from elsewhere.</summary>
    public decimal MoveTo(decimal now)
    {
        var effect = now - (value ?? now);
        value = now;
        return effect;
    }

    public static decimal? Number(Figure figure) => figure.HasValue ? decimal.Parse(figure.Value, CultureInfo.InvariantCulture) : null;
}
