using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Computes the number of one indicator with its inputs, or says in Chinese why there is none.</summary>
/// <param name="Compute">Pure: equal totals, reports and days give equal figures.</param>
/// <param name="Measures">The measures that it looks at.</param>
internal sealed record Formula(Func<FigureContext, Figure> Compute, params IReadOnlyList<Measure> Measures)
{
    /// <summary>The measures that the number itself is made of; the others only stand beside it.</summary>
    public required IReadOnlyList<Term> Terms { get; init; }

    /// <summary>The facet kinds that the measures rest on.</summary>
    public IReadOnlySet<string> Facets => Measures.SelectMany(static measure => measure.Facets).ToHashSet();

    /// <summary>The total of a measure, once there is anything at all of which it could count.</summary>
    public static Formula Count(Known known, Measure counted, Func<FigureContext, string> name, string what, string source) => new(
        context =>
        {
            var total = context.Total(counted);
            return known.Lacks(context) ?? Number(total, Input(name(context), total, source));
        },
        known.Any,
        counted)
    {
        Terms = [new(what, counted)],
    };

    /// <summary>A figure that is a number.</summary>
    public static Figure Number(decimal value, params IEnumerable<FigureInput> inputs) => new() { Value = Text(value), Inputs = { inputs } };

    /// <summary>A figure that cannot be computed.</summary>
    public static Figure NoNumber(string noteZh, params IEnumerable<FigureInput> inputs) => new() { NoteZh = noteZh, Inputs = { inputs } };

    public static FigureInput Input(string name, decimal value, string source) => new() { Name = name, Value = Text(value), Source = source };

    public static string Text(decimal value) => DecimalText.Normalise(value.ToString(CultureInfo.InvariantCulture)).ToString();
}
