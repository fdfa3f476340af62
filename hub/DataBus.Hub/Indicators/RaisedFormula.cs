using System.Globalization;
using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>JN-21, partly: technology services that rose above scale or became strong since a year; each once.</summary>
internal static class RaisedFormula
{
    private const string Source = "enterprise.industry_mark";

    public static Formula Of(IndicatorDefinition definition, Known known)
    {
        var since = CivilDay.From(definition.CountedFrom).Year;
        var raised = Count(mark => mark.RaisedIn >= since);
        var strengthened = Count(mark => mark.StrengthenedIn >= since);
        var either = Count(mark => mark.RaisedIn >= since || mark.StrengthenedIn >= since);
        var year = since.ToString(CultureInfo.InvariantCulture);
        return new(
            context => known.Lacks(context) ?? Formula.Number(
                context.Total(either),
                Formula.Input($"小升规（{year} 年起纳统且未退出）", context.Total(raised), Source),
                Formula.Input($"规变强（{year} 年起）", context.Total(strengthened), Source)),
            known.Any,
            raised,
            strengthened,
            either)
        {
            Terms = [new("小升规或规变强的科技服务业企业", either)],
        };
    }

    private static Measure Count(Func<MarkFact, bool> holds) =>
        Measure.Count<MarkFact>(Kind.Enterprise, (mark, _) => mark.IsTechnologyService && holds(mark));
}
