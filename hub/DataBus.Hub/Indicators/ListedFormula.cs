using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>JN-15: listed enterprises, against the number that the units report for the day of the baseline.</summary>
internal static class ListedFormula
{
    private const string Source = "enterprise.listing";

    public static Formula Of(IndicatorDefinition definition, Known known)
    {
        var listed = EnterpriseMeasures.Listed();
        return new(context => known.Lacks(context) ?? Compare(definition, context, context.Total(listed)), known.Any, listed)
        {
            Terms = [new("上市企业", listed)],
        };
    }

    private static Figure Compare(IndicatorDefinition definition, FigureContext context, decimal listed)
    {
        var baseline = ReportedBaseline.Of(definition, context);
        FigureInput[] inputs = [Formula.Input($"上市企业（{context.Day}）", listed, Source), .. baseline.Inputs];
        return baseline.Value is { } start
            ? Formula.Number(listed, [.. inputs, Formula.Input("比基线增减", listed - start, Source)])
            : Formula.NoNumber(baseline.WhyNot, inputs);
    }
}
