using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus meeting freeze|list|show</c>.</summary>
internal static partial class MeetingCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("meeting", options.Texts["meeting"]);
        command.Subcommands.Add(Freeze(options));
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Show(options));
        return command;
    }

    private static Command Freeze(GlobalOptions options)
    {
        var number = new Argument<string>("NUMBER") { Description = options.Texts["arg.meeting"] };
        var title = new Option<string>("--title") { Description = options.Texts["opt.title"], Required = true };
        var date = new Option<string>("--date") { Description = options.Texts["opt.date"], DefaultValueFactory = _ => "" };
        var decisions = new Option<string[]>("--decision") { Description = options.Texts["opt.decision"], DefaultValueFactory = _ => [] };
        var command = options.Command(
            "freeze", "meeting.freeze", "meeting freeze 2026-Q3 --title 2026年第三季度调度会 --decision \"T-05 十月底前补齐底账\"");
        command.Arguments.Add(number);
        command.Options.Add(title);
        command.Options.Add(date);
        command.Options.Add(decisions);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var request = new FreezeMeetingRequest { Number = parsed.GetValue(number)!, Title = parsed.GetValue(title)!, HeldOn = parsed.GetValue(date)! };
            request.Decisions.Add(parsed.GetValue(decisions)!.Select(DecisionOf));
            var answer = await context.Client.Plan.FreezeMeetingAsync(request, context.Token);
            var numbers = answer.Meeting.Figures.Count(figure => figure.HasComputed || figure.HasReported);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Line(context.Texts.Format(
                    "frozen", answer.Meeting.Number, numbers, answer.Meeting.Figures.Count - numbers, answer.Meeting.FrozenAt));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var command = options.Command("list", "meeting.list", "meeting list", "meeting list --output json");
        options.SetAction(command, CallerRole.Reader, async (_, context) =>
        {
            var answer = await context.Client.Plan.ListMeetingsAsync(cancellationToken: context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Table(
                    context.Texts.IsChinese ? ["编号", "名称", "日期", "修订", "议定事项"] : ["number", "title", "date", "revision", "decisions"],
                    answer.Meetings.Select(one => (IReadOnlyList<string>)[one.Number, one.Title, one.HeldOn, $"{one.FrozenAt}", $"{one.Decisions.Count}"]));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Show(GlobalOptions options)
    {
        var number = new Argument<string>("NUMBER") { Description = options.Texts["arg.meeting"] };
        var command = options.Command("show", "meeting.show", "meeting show 2026-Q3");
        command.Arguments.Add(number);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var meeting = (await context.Client.Plan.ListMeetingsAsync(parsed.GetValue(number)!, context.Token)).Meetings.Single();
            if (context.Output.IsJson)
                context.Output.Json(meeting);
            else
                Write(meeting, context);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Write(Meeting meeting, CliContext context)
    {
        context.Output.Line($"{meeting.Number} {meeting.Title} {meeting.HeldOn} #{meeting.FrozenAt}");
        context.Output.Table(
            context.Texts.IsChinese ? ["代码", "名称", "计算值", "填报值", "截至", "说明"] : ["code", "name", "computed", "reported", "as of", "note"],
            meeting.Figures.Select(one => (IReadOnlyList<string>)
            [
                one.Code,
                IndicatorDefinitions.All.FirstOrDefault(definition => definition.Code == one.Code)?.Name ?? "",
                one.HasComputed ? one.Computed : "–",
                one.HasReported ? one.Reported : "–",
                one.AsOf,
                one.Note,
            ]));
        foreach (var decision in meeting.Decisions)
            context.Output.Fact(decision.Number, $"{decision.Task} {decision.Text}".Trim());
    }

    private static MeetingDecision DecisionOf(string text, int index)
    {
        var match = TaskFirst().Match(text);
        return new MeetingDecision
        {
            Number = (index + 1).ToString(CultureInfo.InvariantCulture),
            Task = match.Groups["task"].Value,
            Text = match.Groups["text"].Value,
        };
    }

    [GeneratedRegex(@"^((?<task>T-[0-9]{2})\s+)?(?<text>.*)$", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex TaskFirst();
}
