using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>The formulas, by the reference that the definitions of indicators name.</summary>
internal static class Formulas
{
    private const string Labels = "enterprise.tier_label";
    private const string Platforms = "platform.profile";

    private static readonly Measure _anyPlatform = Measures.Platforms();
    private static readonly Measure _technologyLadder = Measures.OnLadder('T');

    public static IReadOnlyDictionary<string, Formula> All { get; } = new Dictionary<string, Formula>
    {
        ["labels.champions_and_little_giants.ratio"] = ChampionsRatio.Formula,
        ["labels.cheetah.count"] = CountLabels("T3b"),
        ["labels.technology_sme.count"] = CountLabels("T1"),
        ["platforms.enterprise_technology_centre.count"] = CountPlatforms("enterprise_technology_centre"),
        ["platforms.enterprise_key_laboratory.count"] = CountPlatforms("enterprise_key_laboratory"),
        ["platforms.engineering_research_centre.count"] = CountPlatforms("engineering_research_centre"),
    };

    /// <summary>A figure that is a number.</summary>
    public static Figure Number(decimal value, params IEnumerable<FigureInput> inputs) =>
        new() { Value = Text(value), Inputs = { inputs } };

    /// <summary>A figure that cannot be computed.</summary>
    public static Figure NoNumber(string noteZh, params IEnumerable<FigureInput> inputs) => new() { NoteZh = noteZh, Inputs = { inputs } };

    public static FigureInput Input(string name, decimal value, string source = Labels) =>
        new() { Name = name, Value = Text(value), Source = source };

    private static Formula CountLabels(string code) => Count(
        _technologyLadder,
        "尚未收到该梯度的任何标签，不能计数。",
        Measures.InForce(code),
        context => ($"{CodeTables.Find("tier_code")!.ZhName(code)}（{context.Day} 有效）", Labels));

    private static Formula CountPlatforms(string kind) => Count(
        _anyPlatform,
        "尚未收到任何平台信息，不能计数。",
        Measures.Recognised(kind),
        context => ($"市级{CodeTables.Find("platform_kind")!.ZhName(kind)}（{context.Day} 认定或复评）", Platforms));

    /// <summary>The total of a measure, once there is anything at all of which it could count.</summary>
    private static Formula Count(Measure known, string unknown, Measure counted, Func<FigureContext, (string Name, string Source)> input) => new(
        context =>
        {
            if (context.Total(known) == 0)
                return NoNumber(unknown);
            var total = context.Total(counted);
            var (name, source) = input(context);
            return Number(total, Input(name, total, source));
        },
        known,
        counted);

    private static string Text(decimal value) => DecimalText.Normalise(value.ToString(CultureInfo.InvariantCulture)).ToString();
}
