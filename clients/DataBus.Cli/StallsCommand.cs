using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus sources stalls</c>: what stands still, and where.</summary>
internal static class StallsCommand
{
    public static Command Create(GlobalOptions options)
    {
        var follow = new Option<bool>("--follow") { Description = options.Texts["opt.follow-stalls"] };
        var command = options.Command("stalls", "sources.stalls", "sources stalls", "sources stalls --follow --output json");
        command.Options.Add(follow);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            if (parsed.GetValue(follow))
                await FollowAsync(context);
            else if (await context.Client.Freshness.ListStallsAsync(context.Token) is var answer && context.Output.IsJson)
                context.Output.Json(answer);
            else
                ShowOrNone(context, answer.Stalls);
            return ExitCodes.Ok;
        });
        return command;
    }

    /// <summary>A row for each; nothing if nothing stands still.</summary>
    public static void Show(CliContext context, IReadOnlyCollection<Stall> stalls)
    {
        if (stalls.Count == 0)
            return;
        context.Output.Table(
            context.Texts.IsChinese ? ["停滞", "何处", "自", "说明"] : ["stalled", "leg", "since", "what"],
            stalls.Select(stall => (IReadOnlyList<string>)
            [
                stall.Subject, context.Texts[$"stall.{stall.Leg}".ToLowerInvariant()], DistrictTime.Text(stall.Since),
                context.Texts.IsChinese ? stall.TextZh : stall.TextEn,
            ]));
    }

    // The hub repeats itself so that the stream is known to live; people are told of changes only.
    private static async Task FollowAsync(CliContext context)
    {
        IReadOnlyCollection<Stall>? shown = null;
        await foreach (var message in context.Client.Freshness.WatchStallsAsync(context.Token))
        {
            if (context.Output.IsJson)
                context.Output.Json(message);
            else if (shown is null || !shown.SequenceEqual(message.Stalls))
                ShowOrNone(context, message.Stalls);
            shown = message.Stalls;
        }
    }

    private static void ShowOrNone(CliContext context, IReadOnlyCollection<Stall> stalls)
    {
        Show(context, stalls);
        if (stalls.Count == 0)
            context.Output.Line(context.Texts["stalls.none"]);
    }
}
