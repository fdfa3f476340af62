using System.CommandLine;
using DataBus.Cli.Failed.Acts;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>What doing, rehearsing and proposing an act have in common: what is meant, how, and why.</summary>
internal sealed class ActOptions
{
    private readonly Texts _texts;
    private readonly IDeskAct _act;
    private readonly SelectionOptions _selection;
    private readonly Option<string> _reason;

    public ActOptions(GlobalOptions options, IDeskAct act)
    {
        _texts = options.Texts;
        _act = act;
        _selection = new SelectionOptions(options);
        _reason = new Option<string>("--reason") { Description = _texts["opt.reason"], DefaultValueFactory = _ => "" };
    }

    public void AddTo(Command command, bool withPlan)
    {
        _selection.AddTo(command, withPlan);
        foreach (var option in (IEnumerable<Option>)[.. _act.Options, _reason])
            command.Options.Add(option);
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="CliException">It is not sound.</exception>
    public ActRequest Of(ParseResult parsed)
    {
        var selection = _selection.Of(parsed, _act.TakesEdits);
        var edits = _act.TakesEdits ? _selection.Edits(parsed) : [];
        if (selection.Plan is { } plan)
            return OfPlan(parsed, selection, plan, edits);

        if (selection.Filter is { States.Count: 0 } filter)
            filter.States.AddRange(_act.States);
        return new ActRequest(selection, _act.Of(parsed, edits), parsed.GetValue(_reason)!);
    }

    private ActRequest OfPlan(ParseResult parsed, FailedSelection selection, StartJobRequest plan, IReadOnlyList<string> edits)
    {
        if (JobText.VerbOf(plan.Act) is var verb && verb != _act.Name)
            throw new CliException(ExitCodes.Usage, _texts.Format("plan-other", _selection.PlanName(parsed), verb));
        if ((edits.FirstOrDefault() ?? _act.Options.FirstOrDefault(parsed.IsGiven)?.Name) is { } own)
            throw new CliException(ExitCodes.Usage, _texts.Format("plan-alone", own));
        return new ActRequest(selection, plan.Act, parsed.GetValue(_reason) is { Length: > 0 } reason ? reason : plan.Reason);
    }
}
