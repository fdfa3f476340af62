using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Readers;

/// <summary><c>databus readers drop</c>.</summary>
internal static class DropVerb
{
    public static Command Create(GlobalOptions options)
    {
        var name = ReadersCommand.NameOf(options);
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command("drop", "readers.drop", "readers drop plan-dashboard --reason \"…\"");
        command.Arguments.Add(name);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Readers.DropAsync(parsed.GetValue(name)!, parsed.GetValue(reason)!, context.Token);
            context.Done(answer, answer.Revision);
            return ExitCodes.Ok;
        });
        return command;
    }
}
