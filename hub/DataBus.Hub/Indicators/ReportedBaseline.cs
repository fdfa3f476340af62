using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>The baseline that the units report for the day that the definition names; reported, never estimated.</summary>
internal sealed record ReportedBaseline(decimal? Value, string WhyNot, IReadOnlyList<FigureInput> Inputs)
{
    public static ReportedBaseline Of(IndicatorDefinition definition, FigureContext context)
    {
        var day = definition.Baseline.AsOf;
        var reports = context.Reported(day);
        var inputs = reports
            .Select(report => Formula.Input($"{day} 基线（填报）", report.Value, $"indicator.observation {day} {report.Reporter}"))
            .ToArray();
        return reports.Select(static report => report.Value).Distinct().ToArray() switch
        {
            [] => new(null, $"缺 {day} 基线：须由责任单位填报期间为 {day} 的 {definition.Code} 数值。", inputs),
            [var value] => new(value, "", inputs),
            _ => new(null, $"各单位填报的 {day} 基线不一致，请核对。", inputs),
        };
    }
}
