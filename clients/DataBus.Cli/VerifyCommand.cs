using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus verify</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = options.Command("verify", "verify", "verify", "verify --output json");
        options.SetAction(command, CallerRole.Operator, async (_, context) =>
        {
            VerifyResponse? last = null;
            await foreach (var step in context.Client.Operations.VerifyAsync(cancellationToken: context.Token))
            {
                last = step;
                if (!step.Done)
                    await context.Terminal.Error.WriteLineAsync(context.Texts.Format("verifying", step.Revision, step.Head));
            }

            if (context.Output.IsJson)
                context.Output.Json(last!);
            else
                context.Output.Line(last!.Sound ? context.Texts.Format("verified", last.Records, last.Revision) : context.Texts.Format("damaged", last.Problem));
            return last!.Sound ? ExitCodes.Ok : ExitCodes.Failed;
        });
        return command;
    }
}
