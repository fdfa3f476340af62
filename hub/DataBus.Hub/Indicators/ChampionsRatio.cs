using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>JN-12: national champions and little giants, how many times their number at the end of 2022.</summary>
/// <remarks>
/// A cumulative indicator (累计数): labels that have run out still count, as they do in the baseline; withdrawn ones do not. How many are
/// valid on the day stands among the inputs. An enterprise that is both counts once. The baseline is reported, never estimated.
/// </remarks>
internal static class ChampionsRatio
{
    private const string BaselinePeriod = "2022-12-31";
    private const string Champion = "M3";
    private const string LittleGiant = "M2+";
    private const int Decimals = 4;

    private static readonly Measure _known = Measures.OnLadder('M');
    private static readonly Measure _champions = Measures.Granted(Champion);
    private static readonly Measure _littleGiants = Measures.Granted(LittleGiant);
    private static readonly Measure _both = Measures.Granted(Champion, LittleGiant);
    private static readonly Measure _inForce = Measures.InForce(Champion, LittleGiant);

    public static Formula Formula { get; } = new(Compute, _known, _champions, _littleGiants, _both, _inForce);

    private static Figure Compute(FigureContext context)
    {
        if (context.Total(_known) == 0)
            return Formulas.NoNumber("尚未收到该梯度的任何标签，不能计数。");

        var total = context.Total(_both);
        FigureInput[] counted =
        [
            Formulas.Input($"国家级单项冠军（截至 {context.Day} 累计）", context.Total(_champions)),
            Formulas.Input($"国家级小巨人（截至 {context.Day} 累计）", context.Total(_littleGiants)),
            Formulas.Input("两者企业数（同一企业计一次）", total),
            Formulas.Input($"其中 {context.Day} 有效", context.Total(_inForce)),
        ];
        return Divide(total, context.Reported(BaselinePeriod), counted);
    }

    private static Figure Divide(decimal total, IReadOnlyList<(decimal Value, string Reporter)> baselines, FigureInput[] counted)
    {
        var values = baselines.Select(baseline => baseline.Value).Distinct().ToArray();
        var inputs = counted.Concat(baselines.Select(baseline => Formulas.Input(
            "2022 年末数（填报）", baseline.Value, $"indicator.observation {BaselinePeriod} {baseline.Reporter}")));
        return values switch
        {
            [] => Formulas.NoNumber("缺 2022 年末基线：须由责任单位填报期间为 2022-12-31 的 JN-12 数值。", inputs),
            [<= 0] => Formulas.NoNumber("填报的 2022 年末基线不大于 0，倍数没有意义。", inputs),
            // Cut, not rounded: a target that is not reached must not look reached.
            [var baseline] => Formulas.Number(Math.Round(total / baseline, Decimals, MidpointRounding.ToZero), inputs),
            _ => Formulas.NoNumber("各单位填报的 2022 年末基线不一致，请核对。", inputs),
        };
    }
}
