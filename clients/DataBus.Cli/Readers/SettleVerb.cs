using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Readers;

/// <summary><c>databus readers settle</c>.</summary>
internal static class SettleVerb
{
    public static Command Create(GlobalOptions options)
    {
        var name = ReadersCommand.NameOf(options);
        var revision = new Argument<ulong>("REVISION") { Description = options.Texts["arg.revision"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command("settle", "readers.settle", "readers settle plan-dashboard 4711 --reason \"…\"");
        command.Arguments.Add(name);
        command.Arguments.Add(revision);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Readers.CloseRejectionAsync(
                parsed.GetValue(name)!, parsed.GetValue(revision), parsed.GetValue(reason)!, context.Token);
            context.Done(answer, answer.Revision);
            return ExitCodes.Ok;
        });
        return command;
    }
}
