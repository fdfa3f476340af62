using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A figure on a meeting's table is a number, or says why there is none; an indicator has one line.</summary>
internal sealed class MeetingFigures() : SpanningRule<Meeting>(_empty, _twice)
{
    private static readonly Rule _empty = Rule.Error(
        "indicator.meeting.figures.or_note",
        "每项指标应有计算值、填报值或没有数字的原因。", "Each figure must have a computed or reported value, or say why there is none.");

    private static readonly Rule _twice = Rule.Error(
        "indicator.meeting.figures.twice",
        "一项指标在一次会议上只有一行。", "An indicator has one line in a meeting.");

    protected override void Check(Meeting content, Key? key, Findings findings)
    {
        if (content.Figures.Any(figure => !figure.HasComputed && !figure.HasReported && figure.Note.Length == 0))
            findings.AddAt("figures", _empty);
        if (content.Figures.DistinctBy(figure => figure.Code).Count() < content.Figures.Count)
            findings.AddAt("figures", _twice);
    }
}
