using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>JN-12: national champions and little giants, how many times their number at the end of 2022.</summary>
/// <remarks>
/// A cumulative indicator (累计数): labels that have run out still count, as they do in the baseline; withdrawn ones do not. How many are
/// valid on the day stands among the inputs. An enterprise that is both counts once. The baseline is reported, never estimated.
/// </remarks>
internal sealed class ChampionsRatio(IndicatorDefinition definition, Known known)
{
    private const string Champion = "M3";
    private const string LittleGiant = "M2+";
    private const string Source = "enterprise.tier_label";
    private const int Decimals = 4;

    private readonly Measure _champions = EnterpriseMeasures.Granted(Champion);
    private readonly Measure _littleGiants = EnterpriseMeasures.Granted(LittleGiant);
    private readonly Measure _both = EnterpriseMeasures.Granted(Champion, LittleGiant);
    private readonly Measure _inForce = EnterpriseMeasures.InForce(Champion, LittleGiant);

    public Formula Formula => new(Compute, known.Any, _champions, _littleGiants, _both, _inForce)
    {
        Terms = [new("单项冠军或小巨人（累计）", _both)],
    };

    private Figure Compute(FigureContext context)
    {
        if (known.Lacks(context) is { } unknown)
            return unknown;

        var total = context.Total(_both);
        var baseline = ReportedBaseline.Of(definition, context);
        FigureInput[] inputs =
        [
            Formula.Input($"国家级单项冠军（截至 {context.Day} 累计）", context.Total(_champions), Source),
            Formula.Input($"国家级小巨人（截至 {context.Day} 累计）", context.Total(_littleGiants), Source),
            Formula.Input("两者企业数（同一企业计一次）", total, Source),
            Formula.Input($"其中 {context.Day} 有效", context.Total(_inForce), Source),
            .. baseline.Inputs,
        ];
        return baseline.Value switch
        {
            null => Formula.NoNumber(baseline.WhyNot, inputs),
            <= 0 => Formula.NoNumber("填报的基线不大于 0，倍数没有意义。", inputs),
            // Cut, not rounded: a target that is not reached must not look reached.
            { } start => Formula.Number(Math.Round(total / start, Decimals, MidpointRounding.ToZero), inputs),
        };
    }
}
