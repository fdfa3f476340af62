using System.CommandLine;
using DataBus.Client;

namespace DataBus.Cli;

/// <summary><c>databus indicators</c>.</summary>
internal static class IndicatorsCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = options.Command("indicators", "indicators", "indicators", "indicators --output json");
        options.SetAction(command, CallerRole.Reader, async (_, context) =>
        {
            var answer = await context.Client.Query.ListIndicatorsAsync(context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese ? ["代码", "名称", "现值", "目标", "单位", "截至", "说明"] : ["code", "name", "actual", "target", "unit", "as of", "note"],
                answer.Indicators.Select(one => (IReadOnlyList<string>)
                    [one.Code, one.Name, one.HasActual ? one.Actual : "–", one.HasTarget ? one.Target : "–", one.Unit, one.AsOf, one.Note]));
            return ExitCodes.Ok;
        });
        return command;
    }
}
