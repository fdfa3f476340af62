namespace DataBus.Hub.Indicators;

/// <summary>JN-05: agreements "use first, pay later"; the results that they are about stand beside them.</summary>
internal static class ConversionFormula
{
    private const string Source = "achievement.conversion";

    public static Formula Of(Known known)
    {
        var agreements = AchievementMeasures.Agreements();
        var results = AchievementMeasures.ConvertedResults();
        var terminated = AchievementMeasures.TerminatedAgreements();
        return new(
            context => known.Lacks(context) ?? Formula.Number(
                context.Total(agreements),
                Formula.Input($"协议数（截至 {context.Day}）", context.Total(agreements), $"{Source}, enterprise.institution, enterprise.tier_label"),
                Formula.Input("成果数（一项成果计一次）", context.Total(results), Source),
                Formula.Input("已终止的协议（不计）", context.Total(terminated), Source)),
            known.Any,
            agreements,
            results,
            terminated)
        {
            Terms = [new("生效协议", agreements)],
        };
    }
}
