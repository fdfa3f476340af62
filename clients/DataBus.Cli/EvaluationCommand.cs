using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus evaluation UNIT|list</c>.</summary>
internal static class EvaluationCommand
{
    private static readonly string[] _zh = ["单位", "年度", "项目", "数值", "单位", "出处"];
    private static readonly string[] _en = ["unit", "year", "item", "value", "in", "source"];

    public static Command Create(GlobalOptions options)
    {
        var unit = new Argument<string>("UNIT") { Description = options.Texts["arg.unit"] };
        var command = options.Command("evaluation", "evaluation", "evaluation 天津大学", "evaluation list --year 2026");
        command.Arguments.Add(unit);
        command.Subcommands.Add(List(options));
        var year = Year(options);
        command.Options.Add(year);
        options.SetAction(command, CallerRole.Reader, (parsed, context) => WriteAsync(parsed.GetValue(unit)!, parsed.GetValue(year)!, context));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var year = Year(options);
        var command = options.Command("list", "evaluation.list", "evaluation list", "evaluation list --output json");
        command.Options.Add(year);
        options.SetAction(command, CallerRole.Reader, (parsed, context) => WriteAsync("", parsed.GetValue(year)!, context));
        return command;
    }

    private static Option<string> Year(GlobalOptions options) =>
        new("--year") { Description = options.Texts["opt.year"], DefaultValueFactory = _ => "" };

    private static async Task<int> WriteAsync(string unit, string year, CliContext context)
    {
        var answer = await context.Client.Plan.ListEvaluationsAsync(new ListEvaluationsRequest { Unit = unit, Year = year }, context.Token);
        if (context.Output.IsJson)
            context.Output.Json(answer);
        else
            context.Output.Table(
                context.Texts.IsChinese ? _zh : _en,
                answer.Units.SelectMany(one => one.Years.SelectMany(each => Rows(one, each, context.Texts.IsChinese))));
        return ExitCodes.Ok;
    }

    private static IEnumerable<IReadOnlyList<string>> Rows(EvaluatedUnit unit, EvaluatedYear year, bool zh)
    {
        var rows = year.Computed.Select(one => Row(unit, year, one, one.Source));
        if (year.Reported is not { } reported)
            return rows;
        // What the unit's bureau reported names its origin, too; it must not look as if the exchange had counted it.
        rows = rows.Concat(reported.Evidence.Select(one => Row(unit, year, one, $"{(zh ? "填报" : "reported")} {one.Source}".TrimEnd())));
        var score = reported.HasScore ? reported.Score : "–";
        var grade = zh ? CodeTables.Find("evaluation_grade")?.ZhName(reported.Grade) ?? reported.Grade : reported.Grade;
        return rows.Append([unit.Name, year.Year, zh ? "得分" : "score", $"{score} {grade}".TrimEnd(), zh ? "分" : "", zh ? "填报" : "reported"]);
    }

    private static IReadOnlyList<string> Row(EvaluatedUnit unit, EvaluatedYear year, EvaluationEvidence one, string source) =>
        [unit.Name, year.Year, one.Name, one.HasValue ? one.Value : "–", one.Unit, source];
}
