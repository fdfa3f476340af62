using System.CommandLine;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus status</c>.</summary>
internal static class StatusCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = options.Command("status", "status", "status", "status --output json");
        options.SetAction(command, CallerRole.Operator, async (_, context) =>
        {
            var status = await context.Client.Operations.GetStatusAsync(context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(status);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese ? ["修订", "下限", "视图", "纪元", "指标算到", "契约", "订阅方", "订阅名", "收不下"] : ["head", "floor", "watermark", "epoch", "figures as of", "contract", "subscribers", "readers", "rejected"],
                [[$"{status.Head}", $"{status.Floor}", $"{status.Watermark}", status.Epoch, $"{status.FiguresAsOf}", status.Contract, $"{status.Subscribers}", $"{status.Readers}", $"{status.Rejected}"]]);
            if (status.Closed is { } closed)
                context.Output.Line(ClosedText.Of(closed, context.Texts));
            StallsCommand.Show(context, (await context.Client.Freshness.ListStallsAsync(context.Token)).Stalls);
            return ExitCodes.Ok;
        });
        return command;
    }
}
