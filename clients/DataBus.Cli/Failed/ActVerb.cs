using System.CommandLine;
using DataBus.Cli.Failed.Acts;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>Does an act: a few named items at once, anything else as a job.</summary>
internal sealed class ActVerb(GlobalOptions options, IDeskAct act)
{
    private readonly ActOptions _what = new(options, act);
    private readonly JobOptions _job = new(options.Texts);

    /// <summary>The workbooks that follow a return; null for other acts.</summary>
    public ReturnedWorkbooks? Workbooks { get; init; }

    public Command Create(params string[] examples)
    {
        var command = options.Command(act.Name, $"failed.{act.Name}", [.. examples.Select(example => $"failed {act.Name} {example}")]);
        _what.AddTo(command, withPlan: true);
        _job.AddTo(command);
        Workbooks?.AddTo(command);
        options.SetAction(command, CallerRole.Operator, RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CliContext context)
    {
        var asked = _what.Of(parsed);
        var way = _job.WayOf(parsed);
        Workbooks?.Demand(parsed, way, context.Texts);
        if (!asked.Selection.IsFew || _job.NeedsJob(parsed) || Workbooks?.IsAsked(parsed) == true)
            return await RunJobAsync(asked, way, parsed, context);

        if (act.NeedsReason && asked.Reason.Length == 0)
            throw new CliException(ExitCodes.Usage, context.Texts.Format("usage.missing", "--reason"));
        var few = new FewItems(asked.Selection.Items, asked.Act, asked.Reason, parsed);
        return ResultTable.Show(context, await act.DoAsync(context.Client.Desk, few, context.Token), act.GoodOf(asked.Act));
    }

    private async Task<int> RunJobAsync(ActRequest asked, JobWay way, ParseResult parsed, CliContext context)
    {
        var job = await new JobRun(context, way).RunAsync(_job.Apply(parsed, asked.ToJob(context.Texts)));
        var exit = JobOutput.Show(context, job, act.GoodOf(asked.Act));
        return Workbooks?.IsAsked(parsed) == true ? Math.Max(exit, await Workbooks.WriteAsync(parsed, job.Job_, context)) : exit;
    }
}
