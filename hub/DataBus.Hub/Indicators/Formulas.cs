using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>The formulas, by the reference that the definitions of indicators name.</summary>
internal static class Formulas
{
    private const string Labels = "enterprise.tier_label";
    private const string Platforms = "platform.profile";

    public static IReadOnlyDictionary<string, Formula> All { get; } = new Dictionary<string, Formula>
    {
        ["labels.champions_and_little_giants.ratio"] = ChampionsRatio.Compute,
        ["labels.cheetah.count"] = context => CountLabels(context, "T3b"),
        ["labels.technology_sme.count"] = context => CountLabels(context, "T1"),
        ["platforms.enterprise_technology_centre.count"] = context => CountPlatforms(context, "enterprise_technology_centre"),
        ["platforms.enterprise_key_laboratory.count"] = context => CountPlatforms(context, "enterprise_key_laboratory"),
        ["platforms.engineering_research_centre.count"] = context => CountPlatforms(context, "engineering_research_centre"),
    };

    /// <summary>A figure that is a number.</summary>
    public static Figure Number(decimal value, params IEnumerable<FigureInput> inputs) =>
        new() { Value = Text(value), Inputs = { inputs } };

    /// <summary>A figure that cannot be computed.</summary>
    public static Figure NoNumber(string noteZh, params IEnumerable<FigureInput> inputs) => new() { NoteZh = noteZh, Inputs = { inputs } };

    public static FigureInput Input(string name, decimal value, string source = Labels) =>
        new() { Name = name, Value = Text(value), Source = source };

    private static Figure CountLabels(FigureContext context, string code)
    {
        if (!context.Labels.Knows(code[0]))
            return NoNumber("尚未收到该梯度的任何标签，不能计数。");

        var count = context.Labels.InForce(code).Count;
        return Number(count, Input($"{CodeTables.Find("tier_code")!.ZhName(code)}（{context.Day} 有效）", count));
    }

    private static Figure CountPlatforms(FigureContext context, string kind)
    {
        if (!context.Platforms.AnyKnown)
            return NoNumber("尚未收到任何平台信息，不能计数。");

        var count = context.Platforms.Count(kind);
        return Number(count, Input($"市级{CodeTables.Find("platform_kind")!.ZhName(kind)}（{context.Day} 认定或复评）", count, Platforms));
    }

    private static string Text(decimal value) => DecimalText.Normalise(value.ToString(CultureInfo.InvariantCulture)).ToString();
}
