using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A share rises by subscription, acquisition or contribution, and falls by exit.</summary>
internal sealed class EquityDirection() : SpanningRule<EquityEvent>(_rule)
{
    private static readonly Rule _rule = Rule.Warning(
        "enterprise.equity_event.percent_after.direction",
        "增资、受让、作价入股后持股比例不应下降，退出后不应上升；请核对。",
        "A share should not fall by subscription, acquisition or contribution, nor rise by exit.");

    protected override void Check(EquityEvent content, Key? key, Findings findings)
    {
        if (Amount.Read(content.PercentBefore) is not { } before || Amount.Read(content.PercentAfter) is not { } after)
            return;
        if (content.Kind == "EXITED" ? after > before : after < before)
            findings.AddAt("percent_after", _rule, content.PercentAfter);
    }
}
