using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>JN-02 and JN-20: registered technical contracts, sold from the district.</summary>
internal static class ContractFormulas
{
    private const string Source = "achievement.technical_contract";
    private const decimal HundredMillion = 100_000_000;
    private const int AmountDecimals = 4;
    private const int PercentDecimals = 2;

    /// <summary>The sum since the day from which is counted, in 亿元, cut to 万元.</summary>
    public static Formula Total(IndicatorDefinition definition, Known known)
    {
        var from = CivilDay.From(definition.CountedFrom);
        var total = AchievementMeasures.ContractsSold(day => (from, day));
        var pending = AchievementMeasures.ContractsPending(day => (from, day));
        return new(
            context => known.Lacks(context) ?? Formula.Number(
                Math.Round(context.Total(total) / HundredMillion, AmountDecimals, MidpointRounding.ToZero),
                Formula.Input($"成交总额（元，截至 {context.Day}）", context.Total(total), Source),
                Formula.Input("金额待补正的合同数", context.Total(pending), Source)),
            known.Any,
            total,
            pending)
        {
            Terms = [new("成交总额（元）", total)],
        };
    }

    /// <summary>The sum of this year so far against the same days of the year before, in %.</summary>
    public static Formula Growth(Known known)
    {
        var current = AchievementMeasures.ContractsSold(static day => (FirstOfYear(day), day));
        var before = AchievementMeasures.ContractsSold(static day => (FirstOfYear(day.AddYears(-1)), day.AddYears(-1)));
        return new(context => known.Lacks(context) ?? Compare(context, context.Total(current), context.Total(before)), known.Any, current, before)
        {
            Terms = [new("年初至今成交总额（元）", current), new("上年同期成交总额（元）", before)],
        };
    }

    private static Figure Compare(FigureContext context, decimal current, decimal before)
    {
        FigureInput[] inputs =
        [
            Formula.Input($"年初至 {context.Day} 登记的成交总额（元）", current, Source),
            Formula.Input("上年同期登记的成交总额（元）", before, Source),
        ];
        return before == 0
            ? Formula.NoNumber("缺上年同期基线：上年同期没有已登记的技术合同成交额，不能算同比。", inputs)
            // Downwards: growth that is not there must not look as if it were.
            : Formula.Number(Math.Round((current - before) / before * 100, PercentDecimals, MidpointRounding.ToNegativeInfinity), inputs);
    }

    private static DateOnly FirstOfYear(DateOnly day) => new(day.Year, 1, 1);
}
