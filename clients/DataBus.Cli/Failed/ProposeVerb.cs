using System.CommandLine;
using DataBus.Cli.Failed.Acts;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed propose ACT</c>: a job that waits for a second person, also where none is needed.</summary>
internal static class ProposeVerb
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("propose", options.Texts["failed.propose"]);
        foreach (var act in DeskActs.All(options.Texts))
            command.Subcommands.Add(Create(options, act));
        return command;
    }

    private static Command Create(GlobalOptions options, IDeskAct act)
    {
        var what = new ActOptions(options, act);
        var job = new JobOptions(options.Texts);
        var command = options.Command(act.Name, $"failed.{act.Name}", $"failed propose {act.Name} {DeskActs.ExampleOf(act)} --reason \"…\"");
        what.AddTo(command, withPlan: true);
        job.AddTo(command);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = job.Apply(parsed, what.Of(parsed).ToJob(context.Texts));
            request.Propose = true;
            return JobOutput.Show(context, await new JobRun(context, job.WayOf(parsed)).RunAsync(request), act.GoodOf(request.Act));
        });
        return command;
    }
}
