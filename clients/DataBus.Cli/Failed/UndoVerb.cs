using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed undo JOB</c>.</summary>
internal static class UndoVerb
{
    private static readonly string[] _good = ["undone"];

    public static Command Create(GlobalOptions options)
    {
        var job = new Argument<ulong?>("JOB") { Description = options.Texts["arg.job"], Arity = ArgumentArity.ZeroOrOne };
        var plan = new Option<string?>("--plan") { Description = options.Texts["opt.plan"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], DefaultValueFactory = _ => "" };
        var how = new JobOptions(options.Texts);
        var command = options.Command("undo", "failed.undo", "failed undo 5120 --reason \"…\"", "failed undo --plan plan.json --reason \"…\"");
        command.Arguments.Add(job);
        command.Options.Add(plan);
        command.Options.Add(reason);
        how.AddTo(command);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = RequestOf(parsed.GetValue(job), parsed.GetValue(plan), context.Texts);
            request.Reason = parsed.GetValue(reason) is { Length: > 0 } why ? why : throw new CliException(ExitCodes.Usage, context.Texts["no-reason"]);
            return JobOutput.Show(context, await new JobRun(context, how.WayOf(parsed)).RunAsync(how.Apply(parsed, request)), _good);
        });
        return command;
    }

    private static StartJobRequest RequestOf(ulong? job, string? file, Texts texts)
    {
        if (job is null == file is null)
            throw new CliException(ExitCodes.Usage, texts[job is null ? "nothing-named" : "named-twice"]);
        if (file is null)
            return new StartJobRequest { Act = new JobAct { Undo = new JobUndo { Job = job!.Value } } };

        var plan = PlanFile.Read(file, texts);
        return plan.Act.Undo is not null ? plan : throw new CliException(ExitCodes.Usage, texts.Format("plan-other", file, JobText.VerbOf(plan.Act)));
    }
}
