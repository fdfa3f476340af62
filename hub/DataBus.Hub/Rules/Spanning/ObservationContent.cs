using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>An observation reports a value or a rank, and a period that is a day names an existing one.</summary>
internal sealed class ObservationContent() : SpanningRule<Observation>(_empty, _period)
{
    private const int DayLength = 10;

    private static readonly Rule _empty = Rule.Error(
        "indicator.observation.value.or_rank",
        "应填报数值或全市位次，至少一项。", "A value or a rank must be reported, or both.");

    private static readonly Rule _period = Rule.Error(
        "indicator.observation.period.day",
        "以日为期间的，应为存在的日期。", "A period that is a day must be an existing one.");

    protected override void Check(Observation content, Key? key, Findings findings)
    {
        if (content is { Value.Length: 0, Rank.Length: 0 })
            findings.AddAt("value", _empty);
        if (content.Period.Length == DayLength && DateText.Read(content.Period) is null)
            findings.AddAt("period", _period, content.Period);
    }
}
