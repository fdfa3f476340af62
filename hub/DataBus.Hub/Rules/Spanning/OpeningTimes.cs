using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A step of opening an enterprise ends after it began, and is completed when it has ended.</summary>
internal sealed class OpeningTimes() : SpanningRule<OpeningStep>(_order, _status)
{
    private const string Completed = "COMPLETED";

    private static readonly Rule _order = Rule.Error(
        "enterprise.opening_step.completed_at.order",
        "「办结时间」不应早于「受理时间」。", "completed_at must not be before accepted_at.");

    private static readonly Rule _status = Rule.Error(
        "enterprise.opening_step.completed_at.status",
        "「办结时间」应在且只在「办理状态」为办结时填写。", "completed_at must be given when status is COMPLETED, and only then.");

    protected override void Check(OpeningStep content, Key? key, Findings findings)
    {
        if (content.AcceptedAt is { } accepted && content.CompletedAt is { } completed && accepted > completed)
            findings.AddAt("completed_at", _order);
        if (content.CompletedAt is not null != (content.Status == Completed))
            findings.AddAt("completed_at", _status);
    }
}
