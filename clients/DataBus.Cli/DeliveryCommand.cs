using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus delivery</c>.</summary>
internal static class DeliveryCommand
{
    public static Command Create(GlobalOptions options)
    {
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var open = options.Command("open", "delivery.open", "delivery open --reason \"…\"");
        open.Options.Add(reason);
        options.SetAction(open, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Operations.OpenDeliveryAsync(parsed.GetRequiredValue(reason), context.Token);
            context.Done(answer, answer.Revision);
            return ExitCodes.Ok;
        });
        var command = options.Command("delivery", "delivery", "delivery open --reason \"…\"");
        command.Subcommands.Add(open);
        return command;
    }
}
