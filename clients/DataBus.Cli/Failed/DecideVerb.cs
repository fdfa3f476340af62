using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed approve|reject JOB</c>: what the second person says.</summary>
internal static class DecideVerb
{
    public static Command Approve(GlobalOptions options) => Create(options, "approve", approve: true);

    public static Command Reject(GlobalOptions options) => Create(options, "reject", approve: false);

    private static Command Create(GlobalOptions options, string verb, bool approve)
    {
        var job = new Argument<ulong>("JOB") { Description = options.Texts["arg.job"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = !approve };
        var command = options.Command(verb, $"failed.{verb}", $"failed {verb} 5120 --reason \"…\"");
        command.Arguments.Add(job);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var decided = await context.Client.Jobs.DecideAsync(parsed.GetValue(job), approve, parsed.GetValue(reason) ?? "", context.Token);
            if (context.Output.IsJson)
                context.Output.Json(decided);
            else
                context.Output.Line(JobOutput.LineOf(decided, context.Texts));
            if (approve)
                await context.Terminal.Error.WriteLineAsync(context.Texts.Format("job.approved", decided.Job_));
            return ExitCodes.Ok;
        });
        return command;
    }
}
