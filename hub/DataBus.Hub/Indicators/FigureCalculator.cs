using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Computes the figures of all indicators whose definition says that the exchange computes them.</summary>
/// <remarks>Pure: equal inputs give equal figures.</remarks>
internal sealed class FigureCalculator
{
    private const string Computed = "computed";
    private const string Scheme = "code";

    private readonly (string Code, Formula Formula)[] _computed;

    /// <summary>Finds the formula of each definition; one that names no known formula stops the start.</summary>
    public FigureCalculator()
        : this(IndicatorDefinitions.All)
    {
    }

    public FigureCalculator(IEnumerable<IndicatorDefinition> definitions) => _computed =
    [
        .. definitions
            .Where(definition => definition.Method == Computed)
            .OrderBy(definition => definition.Code, StringComparer.Ordinal)
            .Select(definition => (definition.Code, FormulaOf(definition))),
    ];

    /// <summary>Computes all figures, as changes of their indicators in code order.</summary>
    /// <param name="inputs">The live contents.</param>
    /// <param name="today">The civil day on which labels must be valid.</param>
    /// <param name="computedFrom">The revision that the inputs were read at.</param>
    public IReadOnlyList<Change> Calculate(FigureInputs inputs, DateOnly today, ulong computedFrom)
    {
        var day = CivilDay.Text(today);
        var context = new FigureContext(
            day, new LabelTally(inputs.Labels, day), new PlatformTally(inputs.Platforms, day), new ReportedValues(inputs.Observations));
        return [.. _computed.Select(indicator => ChangeOf(indicator.Code, indicator.Formula(context), day, computedFrom))];
    }

    /// <summary>Whether two figures say the same: all but the revision that they were computed from.</summary>
    public static bool SaySame(Figure one, Figure other)
    {
        var compared = one.Clone();
        compared.ComputedFrom = other.ComputedFrom;
        return compared.Equals(other);
    }

    private static Formula FormulaOf(IndicatorDefinition definition) => Formulas.All.GetValueOrDefault(definition.FormulaRef)
        ?? throw new InvalidOperationException($"{definition.Code} names the formula \"{definition.FormulaRef}\", which does not exist.");

    private static Change ChangeOf(string code, Figure figure, string day, ulong computedFrom)
    {
        figure.AsOf = day;
        figure.ComputedFrom = computedFrom;
        return new Change { Key = new Key { Kind = Kind.Indicator, Scheme = Scheme, Value = code }, Figure = figure };
    }
}
