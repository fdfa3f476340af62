using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus calendar list|set</c>.</summary>
internal static class CalendarCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("calendar", options.Texts["calendar"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Set(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var year = new Argument<uint>("YEAR") { Description = options.Texts["arg.year"], DefaultValueFactory = _ => 0 };
        var command = options.Command("list", "calendar.list", "calendar list", "calendar list 2026");
        command.Arguments.Add(year);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var answer = await context.Client.Governance.ListDaysAsync(parsed.GetValue(year), context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                Show(context, answer);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Show(CliContext context, ListDaysResponse answer)
    {
        var texts = context.Texts;
        context.Output.Table(
            texts.IsChinese ? ["日期", "上班", "说明", "来历"] : ["day", "works", "reason", "origin"],
            answer.Days.Select(state => (IReadOnlyList<string>)
            [
                state.Day.Day, texts[state.Day.Works ? "calendar.works" : "calendar.holiday"], state.Day.Reason,
                state.Set ? texts.Format("calendar.operator", state.Day.Actor) : texts["code.contract"],
            ]));
        if (!answer.Arranged)
            context.Output.Line(texts.Format("calendar.not-arranged", answer.Year));
    }

    private static Command Set(GlobalOptions options)
    {
        var day = new Argument<string>("DAY") { Description = options.Texts["arg.day"] };
        var works = new Option<bool>("--works") { Description = options.Texts["opt.works"] };
        var holiday = new Option<bool>("--holiday") { Description = options.Texts["opt.holiday"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command("set", "calendar.set", "calendar set 2027-01-01 --holiday --reason 元旦");
        command.Arguments.Add(day);
        foreach (var option in (Option[])[works, holiday, reason])
            command.Options.Add(option);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            if (parsed.GetValue(works) == parsed.GetValue(holiday))
                throw new CliException(ExitCodes.Usage, context.Texts["calendar.works-or-holiday"]);
            var request = new SetDayRequest { Day = parsed.GetValue(day), Works = parsed.GetValue(works), Reason = parsed.GetValue(reason) };
            var answer = await context.Client.Governance.SetDayAsync(request, context.Token);
            context.Done(answer, answer.Revision);
            return ExitCodes.Ok;
        });
        return command;
    }
}
