using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus sources list|pause|resume</c>.</summary>
internal static class SourcesCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("sources", options.Texts["sources"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(SetPaused(options, "pause", paused: true));
        command.Subcommands.Add(SetPaused(options, "resume", paused: false));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var command = options.Command("list", "sources.list", "sources list", "sources list --output json");
        options.SetAction(command, CallerRole.Operator, async (_, context) =>
        {
            var answer = await context.Client.Operations.ListSourcesAsync(context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese
                    ? ["数源", "部门", "接受", "未变", "已知", "过旧", "搁置", "等待", "拒收", "未结", "推送者", "暂停"]
                    : ["source", "bureau", "accepted", "unchanged", "known", "stale", "held", "waiting", "refused", "open", "holder", "paused"],
                answer.Sources.Select(Row));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(SourceState one)
    {
        var tallies = one.Tallies ?? new Tallies();
        return
        [
            one.Source, one.Bureau, $"{tallies.Accepted}", $"{tallies.Unchanged}", $"{tallies.Known + tallies.SeenAgain}", $"{tallies.Stale}",
            $"{tallies.Held}", $"{tallies.Waiting}", $"{tallies.Refused}", $"{one.OpenFailed}", one.Holder, one.Paused ? one.PausedReason : "",
        ];
    }

    private static Command SetPaused(GlobalOptions options, string verb, bool paused)
    {
        var source = new Argument<string>("SOURCE") { Description = options.Texts["opt.source"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = paused };
        // A default would satisfy what is required.
        if (!paused)
            reason.DefaultValueFactory = _ => "";
        var command = options.Command(verb, $"sources.{verb}", $"sources {verb} tax.rd-deduction --reason \"…\"");
        command.Arguments.Add(source);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var (name, why) = (parsed.GetValue(source)!, parsed.GetValue(reason)!);
            var revision = paused
                ? (await context.Client.Operations.PauseSourceAsync(name, why, context.Token)).Revision
                : (await context.Client.Operations.ResumeSourceAsync(name, why, context.Token)).Revision;
            if (context.Output.IsJson)
                context.Output.Json(new PauseSourceResponse { Revision = revision });
            else
                context.Output.Line(context.Texts.Format("done", revision));
            return ExitCodes.Ok;
        });
        return command;
    }
}
