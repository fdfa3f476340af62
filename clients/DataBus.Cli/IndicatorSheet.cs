using DataBus.V1;

namespace DataBus.Cli;

/// <summary>One indicator as lines: its definition, both numbers, and what the computed one was made of.</summary>
internal static class IndicatorSheet
{
    public static void Write(IndicatorState one, CliContext context)
    {
        var output = context.Output;
        var zh = context.Texts.IsChinese;
        output.Line($"{one.Code} {one.Name}（{one.Unit}）");
        Fact(zh ? "目标" : "target", $"{one.TargetText} {one.Deadline}");
        Fact(zh ? "基线" : "baseline", BaselineText(one.Baseline, zh));
        Fact(zh ? "责任单位" : "owner", one.Owner);
        Fact(zh ? "统计期间" : "period", CodeTables.Find("indicator_period")?.ZhName(one.Period) ?? one.Period);
        Fact(zh ? "统计口径" : "scope", one.Scope);
        Fact(zh ? "公式" : "formula", one.Formula);
        Fact(zh ? "计算值" : "computed", one.HasComputed ? $"{one.Computed} {one.ComputedAsOf}" : one.ComputedNote);
        foreach (var input in one.Inputs)
            output.Fact($"  {input.Name}", $"{(input.HasValue ? input.Value : "–")}  ← {input.Source}");
        Fact(zh ? "填报值" : "reported", ObservationText(one.Observation));

        void Fact(string name, string value)
        {
            if (!string.IsNullOrWhiteSpace(value))
                output.Fact(name, value.Trim());
        }
    }

    private static string BaselineText(Baseline? baseline, bool zh) => baseline switch
    {
        null => "",
        { HasValue: true } => $"{baseline.Value} {baseline.AsOf} {baseline.Source}",
        _ => zh ? $"缺（{baseline.AsOf}，{baseline.Source}）" : $"missing ({baseline.AsOf}, {baseline.Source})",
    };

    private static string ObservationText(Observation? observation) => observation is null
        ? ""
        : $"{(observation.HasValue ? observation.Value : "")} {(observation.HasRank ? $"#{observation.Rank}" : "")} {observation.Period} {observation.Reporter}";
}
