using System.CommandLine;
using DataBus.Cli.Failed.Acts;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed rehearse ACT</c>: what an act would do, item by item and in sum; changes nothing.</summary>
internal static class RehearseVerb
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("rehearse", options.Texts["failed.rehearse"]);
        foreach (var act in DeskActs.All(options.Texts))
            command.Subcommands.Add(Create(options, act));
        command.Subcommands.Add(CreateUndo(options));
        return command;
    }

    private static Command Create(GlobalOptions options, IDeskAct act)
    {
        var what = new ActOptions(options, act);
        var how = new RehearsalOptions(options.Texts);
        var command = options.Command(
            act.Name, $"failed.{act.Name}", $"failed rehearse {act.Name} {DeskActs.ExampleOf(act)}", $"failed rehearse {act.Name} --all-open --out plan.json");
        what.AddTo(command, withPlan: false);
        how.AddTo(command);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var asked = what.Of(parsed);
            var request = new RehearseJobRequest { Selection = asked.Selection.ToContract(), Act = asked.Act };
            await new RehearsalRun(context, how.Of(parsed)).RunAsync(request, asked.Reason);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command CreateUndo(GlobalOptions options)
    {
        var job = new Argument<ulong>("JOB") { Description = options.Texts["arg.job"] };
        var how = new RehearsalOptions(options.Texts);
        var command = options.Command("undo", "failed.undo", "failed rehearse undo 5120", "failed rehearse undo 5120 --out plan.json");
        command.Arguments.Add(job);
        how.AddTo(command);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = new RehearseJobRequest { Act = new JobAct { Undo = new JobUndo { Job = parsed.GetValue(job) } } };
            await new RehearsalRun(context, how.Of(parsed)).RunAsync(request, reason: "");
            return ExitCodes.Ok;
        });
        return command;
    }
}
