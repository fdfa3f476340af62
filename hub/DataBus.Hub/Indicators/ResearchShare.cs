using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>
/// JN-16, partly: the share of industry above scale that filed the research deduction. Who filed is closed: no number below five,
/// and only full fives, so that the figures of two days do not tell of one taxpayer.
/// </summary>
internal static class ResearchShare
{
    private const int Least = 5;
    private const int Decimals = 2;
    private const string Marks = "enterprise.industry_mark";
    private const string Deductions = "enterprise.rd_deduction";

    public static Formula Formula { get; } = Make();

    /// <summary>The newest year whose annual settlement (汇算清缴, to 31 May) is over.</summary>
    public static int TaxYear(DateOnly day) => day.Month > 5 ? day.Year - 1 : day.Year - 2;

    private static Formula Make()
    {
        var industry = Measure.Count<MarkFact>(Kind.Enterprise, static (mark, _) => mark.IsIndustryAboveScale);
        var active = Measure.Count<MarkFact>(Kind.Enterprise, static (mark, _) => mark is { IsIndustryAboveScale: true, HasRdActivity: true });
        var filers = new Measure(Kind.Enterprise, static (entity, counting) => Filed(entity, counting.Day) ? 1 : 0, typeof(MarkFact), typeof(DeductionFact));
        return new(context => Share(context, context.Total(industry), context.Total(active), context.Total(filers)), industry, active, filers)
        {
            Terms = [new("申报加计扣除的规上工业企业", filers), new("规上工业企业", industry)],
        };
    }

    private static bool Filed(EntityFacts entity, DateOnly day) =>
        entity.Any<MarkFact>(static (mark, _) => mark.IsIndustryAboveScale, day)
        && entity.Any<DeductionFact>(static (deduction, on) => deduction.TaxYear == TaxYear(on), day);

    private static Figure Share(FigureContext context, decimal industry, decimal active, decimal filers)
    {
        if (industry == 0)
            return Formula.NoNumber("尚未收到规上工业名录，不能计算比例。");
        FigureInput[] marks =
        [
            Formula.Input("规上工业企业", industry, Marks),
            Formula.Input("其中统计认定有研发活动", active, Marks),
        ];
        if (filers < Least)
            return Formula.NoNumber($"申报加计扣除的规上工业企业不足 {Least} 户，涉税保密，不给数。", marks);
        var told = Math.Floor(filers / Least) * Least;
        var share = Math.Round(told / industry * 100, Decimals, MidpointRounding.ToZero);
        return Formula.Number(share, [.. marks, Formula.Input($"其中申报 {TaxYear(context.On)} 年度加计扣除（按满{Least}户取整）", told, Deductions)]);
    }
}
