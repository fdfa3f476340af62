using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus sources list|pause|resume|budget|freshness|stalls|sheet|rebase|compare</c>.</summary>
internal static class SourcesCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("sources", options.Texts["sources"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(SetPaused(options, "pause", paused: true));
        command.Subcommands.Add(SetPaused(options, "resume", paused: false));
        command.Subcommands.Add(SourceBudgetCommand.Create(options));
        command.Subcommands.Add(SourceFreshnessCommand.Create(options));
        command.Subcommands.Add(StallsCommand.Create(options));
        command.Subcommands.Add(Sheet(options));
        command.Subcommands.Add(Rebase(options));
        command.Subcommands.Add(SourceComparison.Create(options));
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
                    ? ["数源", "部门", "接受", "未变", "已知", "过旧", "搁置", "等待", "拒收", "未结", "推送者", "最近消息", "应每", "预算", "暂停"]
                    : ["source", "bureau", "accepted", "unchanged", "known", "stale", "held", "waiting", "refused", "open", "holder", "heard", "every", "budget", "paused"],
                answer.Sources.Select(one => Row(one, context.Texts)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(SourceState one, Texts texts)
    {
        var tallies = one.Tallies ?? new Tallies();
        return
        [
            one.Source, one.Bureau, $"{tallies.Accepted}", $"{tallies.Unchanged}", $"{tallies.Known + tallies.SeenAgain}", $"{tallies.Stale}",
            $"{tallies.Held}", $"{tallies.Waiting}", $"{tallies.Refused}", $"{one.OpenFailed}", one.Holder,
            DistrictTime.Text(one.LastHeard), SourceFreshnessCommand.Text(one.Freshness), SourceBudgetCommand.Text(one.Budget),
            one.Paused ? texts.Half(one.PausedReason) : "",
        ];
    }

    private static Command Sheet(GlobalOptions options)
    {
        var source = new Argument<string>("SOURCE") { Description = options.Texts["opt.source"] };
        var limit = new Option<int>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 20 };
        var command = options.Command("sheet", "sources.sheet", "sources sheet tax.rd-deduction", "sources sheet ip-center.gazette --limit 1 --output json");
        command.Arguments.Add(source);
        command.Options.Add(limit);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Operations.ListPassesAsync(parsed.GetValue(source)!, parsed.GetValue(limit), context.Token);
            foreach (var sheet in context.Output.IsJson ? answer.Passes : [])
                context.Output.Json(sheet);
            if (!context.Output.IsJson)
                PassSheetTable.Show(context, answer.Passes);
            return answer.Passes.All(sheet => sheet.Difference == 0) ? ExitCodes.Ok : ExitCodes.Partial;
        });
        return command;
    }

    private static Command Rebase(GlobalOptions options)
    {
        var source = new Argument<string>("SOURCE") { Description = options.Texts["opt.source"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command("rebase", "sources.rebase", "sources rebase market-regulation.registrations --reason \"…\"");
        command.Arguments.Add(source);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Operations.RebaseSourceAsync(parsed.GetValue(source)!, parsed.GetValue(reason)!, context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Line(context.Texts.Format("rebased", answer.Revision, answer.Generation));
            return ExitCodes.Ok;
        });
        return command;
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
            context.Done(new PauseSourceResponse { Revision = revision }, revision);
            return ExitCodes.Ok;
        });
        return command;
    }
}
