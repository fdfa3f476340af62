using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary><c>databus failed show ID</c>.</summary>
internal static class ShowVerb
{
    public static Command Create(GlobalOptions options)
    {
        var id = new Argument<ulong>("ID") { Description = options.Texts["arg.ids"] };
        var command = options.Command("show", "failed.show", "failed show 4711", "failed show 4711 --output json");
        command.Arguments.Add(id);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Desk.GetFailedAsync(parsed.GetValue(id), context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                new ShowPage(context).Show(answer);
            return ExitCodes.Ok;
        });
        return command;
    }
}
