using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A project goes on by one stage at a time, beginning with its publication; it may be terminated from any, and then says why.</summary>
internal sealed class ProjectMove() : SpanningRule<ProjectEvent>(_step, _reason)
{
    private const string Accepted = "ACCEPTED";
    private const string Terminated = "TERMINATED";

    private static readonly Ladder _ladder = new("project_stage");

    private static readonly Rule _step = Rule.Error(
        "achievement.project_event.to_stage.step",
        "变更后阶段应为下一阶段或终止；首次为发榜；已验收、已终止的不再变更。",
        "to_stage must be the next stage, or TERMINATED; the first is PUBLISHED; nothing follows ACCEPTED or TERMINATED.");

    private static readonly Rule _reason = Rule.Error(
        "achievement.project_event.note.termination",
        "终止应说明原因。", "A termination must say why.");

    protected override void Check(ProjectEvent content, Key? key, Findings findings)
    {
        if (!IsStep(content.FromStage, content.ToStage))
            findings.AddAt("to_stage", _step, content.ToStage);
        if (content is { ToStage: Terminated, Note.Length: 0 })
            findings.AddAt("note", _reason);
    }

    private static bool IsStep(string from, string to)
    {
        if (from.Length == 0)
            return to == "PUBLISHED";
        if (_ladder.Rank(from) is not { } before || _ladder.Rank(to) is not { } after)
            return true;
        return from is not (Accepted or Terminated) && (to == Terminated || after == before + 1);
    }
}
