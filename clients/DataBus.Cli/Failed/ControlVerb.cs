using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed pause|resume|cancel JOB</c>.</summary>
internal static class ControlVerb
{
    public static IEnumerable<Command> All(GlobalOptions options) =>
        [Create(options, "pause", JobControl.Pause), Create(options, "resume", JobControl.Resume), Create(options, "cancel", JobControl.Cancel)];

    private static Command Create(GlobalOptions options, string verb, JobControl control)
    {
        var job = new Argument<ulong>("JOB") { Description = options.Texts["arg.job"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], DefaultValueFactory = _ => "" };
        var rate = new Option<uint?>("--rate") { Description = options.Texts["opt.rate"] };
        var command = options.Command(verb, $"failed.{verb}", $"failed {verb} 5120");
        command.Arguments.Add(job);
        command.Options.Add(reason);
        // Another rate is for what goes on.
        if (control == JobControl.Resume)
            command.Options.Add(rate);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = new ControlJobRequest { Job = parsed.GetValue(job), Control = control, Reason = parsed.GetValue(reason) };
            if (control == JobControl.Resume && parsed.GetValue(rate) is { } items)
                request.Rate = items;
            var controlled = await context.Client.Jobs.ControlAsync(request, context.Token);
            if (context.Output.IsJson)
                context.Output.Json(controlled);
            else
                context.Output.Line(JobOutput.LineOf(controlled, context.Texts));
            return ExitCodes.Ok;
        });
        return command;
    }
}
