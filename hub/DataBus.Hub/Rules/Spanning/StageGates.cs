using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The gates of a project stand in the order of its stages, are passed in order, and none is passed beyond its stage.</summary>
internal sealed class StageGates() : SpanningRule<Project>(_order, _ahead)
{
    private static readonly Ladder _ladder = new("project_stage");

    private static readonly Rule _order = Rule.Error(
        "achievement.project.gates.order",
        "阶段门应按阶段次序排列，前一门通过在先。", "The gates must stand in the order of the stages, each passed after the one before.");

    private static readonly Rule _ahead = Rule.Error(
        "achievement.project.gates.stage",
        "阶段门不应先于项目现在的阶段通过。", "A gate must not be passed beyond the stage that the project is in.");

    protected override void Check(Project content, Key? key, Findings findings)
    {
        foreach (var (gate, next) in content.Gates.Zip(content.Gates.Skip(1)))
        {
            if (_ladder.Rank(gate.Stage) >= _ladder.Rank(next.Stage) || DateText.Read(gate.PassedOn) > DateText.Read(next.PassedOn))
                findings.AddAt("gates", _order);
        }
        if (content.Gates.Any(gate => gate.PassedOn.Length > 0 && _ladder.Rank(gate.Stage) > _ladder.Rank(content.Stage)))
            findings.AddAt("gates", _ahead);
    }
}
