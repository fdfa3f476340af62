using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus indicators</c> and what can be done with them.</summary>
internal static class IndicatorsCommand
{
    private static readonly string[] _zh = ["代码", "名称", "计算值", "填报值", "目标", "单位", "截至", "说明"];
    private static readonly string[] _en = ["code", "name", "computed", "reported", "target", "unit", "as of", "note"];

    public static Command Create(GlobalOptions options)
    {
        var command = options.Command("indicators", "indicators", "indicators", "indicators --output json", "indicators explain JN-13 --from 2026-Q2 --to 2026-Q3");
        command.Subcommands.Add(Show(options));
        command.Subcommands.Add(MovementCommand.Create(options));
        options.SetAction(command, CallerRole.Reader, async (_, context) =>
        {
            var answer = await context.Client.Query.ListIndicatorsAsync(context.Token);
            if (context.Output.IsJson)
                context.Output.Json(answer);
            else
                context.Output.Table(context.Texts.IsChinese ? _zh : _en, answer.Indicators.Select(Row));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static Command Show(GlobalOptions options)
    {
        var code = new Argument<string>("CODE") { Description = options.Texts["arg.indicator"] };
        var command = options.Command("show", "indicators.show", "indicators show JN-05", "indicators show JN-12 --output json");
        command.Arguments.Add(code);
        options.SetAction(command, CallerRole.Reader, async (parsed, context) =>
        {
            var asked = parsed.GetValue(code)!;
            var answer = await context.Client.Query.ListIndicatorsAsync(context.Token);
            var state = answer.Indicators.FirstOrDefault(one => one.Code == asked)
                ?? throw new CliException(ExitCodes.NotFound, context.Texts.Format("no-indicator", asked));
            if (context.Output.IsJson)
                context.Output.Json(state);
            else
                IndicatorSheet.Write(state, context);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(IndicatorState one) =>
    [
        one.Code, one.Name, one.HasComputed ? one.Computed : "–", one.HasReported ? one.Reported : "–", one.HasTarget ? one.Target : "–",
        one.Unit, one.AsOf, one.Note.Length > 0 ? one.Note : one.ComputedNote,
    ];
}
