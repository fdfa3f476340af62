using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Computes the figures of all indicators whose definition says that the exchange computes them.</summary>
/// <remarks>Pure: equal facts and days give equal figures.</remarks>
internal sealed class FigureCalculator
{
    private const string Computed = "computed";

    private readonly (IndicatorDefinition Definition, Formula Formula)[] _computed;

    /// <summary>Finds the formula of each definition; one that names no known formula stops the start.</summary>
    public FigureCalculator()
        : this(IndicatorDefinitions.All)
    {
    }

    public FigureCalculator(IEnumerable<IndicatorDefinition> definitions)
    {
        var formulas = new Formulas();
        _computed =
        [
            .. definitions
                .Where(definition => definition.Method == Computed)
                .OrderBy(definition => definition.Code, StringComparer.Ordinal)
                .Select(definition => (definition, formulas.Find(definition) ?? throw Unknown(definition))),
        ];
    }

    /// <summary>What must be counted for the figures.</summary>
    public IEnumerable<Measure> Measures => _computed.SelectMany(static indicator => indicator.Formula.Measures).Distinct();

    /// <summary>The formula of an indicator; null if it is not computed or there is none of this code.</summary>
    public Formula? Find(string code) => _computed.FirstOrDefault(indicator => indicator.Definition.Code == code).Formula;

    /// <summary>Computes all figures, as changes of their indicators in code order.</summary>
    /// <param name="book">The facts, settled.</param>
    /// <param name="computedFrom">The revision that the facts are of.</param>
    public IReadOnlyList<Change> Calculate(FactBook book, ulong computedFrom) =>
        [.. _computed.Select(indicator => ChangeOf(indicator.Definition, indicator.Formula, book, computedFrom))];

    /// <summary>Whether two figures say the same: all but the revision that they were computed from.</summary>
    public static bool SaySame(Figure one, Figure other)
    {
        var compared = one.Clone();
        compared.ComputedFrom = other.ComputedFrom;
        return compared.Equals(other);
    }

    private static InvalidOperationException Unknown(IndicatorDefinition definition) =>
        new($"{definition.Code} names the formula \"{definition.FormulaRef}\", which does not exist.");

    private static Change ChangeOf(IndicatorDefinition definition, Formula formula, FactBook book, ulong computedFrom)
    {
        var key = PlanKeys.OfCode(definition.Code);
        var reported = book.Facts.Find(key)?.Of<ObservationFact>().Select(static fact => fact.Content).ToArray() ?? [];
        var figure = formula.Compute(new FigureContext(book.Day, measure => book.Totals[measure], reported));
        figure.AsOf = CivilDay.Text(book.Day);
        figure.ComputedFrom = computedFrom;
        return new Change { Key = key, Figure = figure };
    }
}
