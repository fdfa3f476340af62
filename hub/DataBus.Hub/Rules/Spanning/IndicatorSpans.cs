using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The spanning rules of the plan's tasks, their progress and the meetings on them.</summary>
internal static class IndicatorSpans
{
    public static IReadOnlyList<ISpanningRule> All { get; } =
    [
        new MeetingFigures(),
        new KeyAgreement<TaskDefinition>("code", "code", content => content.Code, Rule.Error(
            "indicator.task_definition.code.key",
            "任务代码应与指标键一致。", "code must be that of the key.")),
        .. SpansOf.Facet<TaskProgress>(it => [it.Demand("problems", "state", ["BEHIND"], Severity.Warning)]),
        .. SpansOf.Facet<Meeting>(it => [it.KeyNumber("number", "local")]),
    ];
}
