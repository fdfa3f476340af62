using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus tasks</c>.</summary>
internal static class TasksCommand
{
    private static readonly string[] _zh = ["代码", "任务", "单位", "期间", "状态", "进度", "进展", "问题", "时限", "督办"];
    private static readonly string[] _en = ["code", "task", "unit", "period", "state", "percent", "progress", "problems", "due", "supervised"];

    public static Command Create(GlobalOptions options)
    {
        var code = new Argument<string>("CODE") { Description = options.Texts["arg.task"], DefaultValueFactory = _ => "" };
        var supervised = new Option<bool>("--supervised") { Description = options.Texts["opt.supervised"] };
        var command = options.Command("tasks", "tasks", "tasks", "tasks T-05", "tasks --supervised --output json");
        command.Arguments.Add(code);
        command.Options.Add(supervised);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var asked = parsed.GetValue(code)!;
            var answer = await context.Client.Plan.ListTasksAsync(parsed.GetValue(supervised), context.Token);
            if (asked.Length > 0)
                Keep(answer, asked, context);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Table(
                    context.Texts.IsChinese ? _zh : _en, answer.Tasks.SelectMany(task => Rows(task, context.Texts.IsChinese)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static void Keep(ListTasksResponse answer, string code, CliContext context)
    {
        var kept = answer.Tasks.FirstOrDefault(task => task.Definition.Code == code)
            ?? throw new CliException(ExitCodes.NotFound, context.Texts.Format("no-task", code));
        answer.Tasks.Clear();
        answer.Tasks.Add(kept);
    }

    // A task of which no unit is known still has its line.
    private static IEnumerable<IReadOnlyList<string>> Rows(TaskState task, bool zh) =>
        (task.Units.Count > 0 ? task.Units : [new UnitState()]).Select((unit, index) => (IReadOnlyList<string>)
        [
            index == 0 ? task.Definition.Code : "",
            index == 0 ? task.Definition.Title : "",
            unit.Unit.Length > 0 ? unit.Unit : "–",
            unit.Progress?.Period ?? "",
            unit.Progress is { } progress ? StateOf(progress.State, zh) : zh ? "未报" : "not reported",
            unit.Progress is { HasPercent: true } ? $"{unit.Progress.Percent} %" : "",
            unit.Progress?.Progress ?? "",
            unit.Progress?.Problems ?? "",
            unit.DueOn,
            Mark(unit, zh),
        ]);

    private static string StateOf(string code, bool zh) => zh ? CodeTables.Find("task_state")?.ZhName(code) ?? code : code;

    private static string Mark(UnitState unit, bool zh)
    {
        var overdue = unit.Overdue ? zh ? "逾期" : "overdue" : "";
        var supervised = unit.Progress is { IsSupervised: true } ? $"{(zh ? "督办" : "supervised")} {unit.Progress.SupervisionNumber}".TrimEnd() : "";
        return $"{overdue} {supervised}".Trim();
    }
}
