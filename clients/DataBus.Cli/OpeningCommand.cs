using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus opening list</c>.</summary>
internal static class OpeningCommand
{
    private const int MinutesPerHour = 60;

    public static Command Create(GlobalOptions options)
    {
        var command = new Command("opening", options.Texts["opening"]);
        var overdue = new Option<bool>("--overdue") { Description = options.Texts["opt.overdue"] };
        var limit = new Option<int>("--limit") { Description = options.Texts["opt.limit"], DefaultValueFactory = _ => 100 };
        var list = options.Command("list", "opening.list", "opening list --overdue", "opening list --limit 10 --output json");
        list.Options.Add(overdue);
        list.Options.Add(limit);
        options.SetAction(list, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Enterprise.ListOpeningsAsync(parsed.GetValue(overdue), parsed.GetValue(limit), context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese ? ["主体", "名称", "步骤", "用时（小时）", "办结", "逾期单位"] : ["key", "name", "steps", "hours", "ended", "overdue owner"],
                answer.Openings.Select(Row));
            context.Output.Line(context.Texts.Format("more", answer.Total, answer.Openings.Count));
            return ExitCodes.Ok;
        });
        command.Subcommands.Add(list);
        return command;
    }

    private static IReadOnlyList<string> Row(OpeningCase one)
    {
        var late = one.Steps.Where(step => step.OverdueDays > 0)
            .Select(step => $"{(step.Step.Agency.Length > 0 ? step.Step.Agency : step.Bureau)} {step.Step.Step} +{step.OverdueDays}d");
        var steps = one.Steps.Select(step => $"{step.Step.Step}:{step.Step.Status}");
        return
        [
            KeyText.Format(one.Key), one.Name, string.Join(' ', steps), $"{one.ElapsedMinutes / MinutesPerHour}", one.EndedAt is null ? "" : "✔", string.Join("; ", late),
        ];
    }
}
