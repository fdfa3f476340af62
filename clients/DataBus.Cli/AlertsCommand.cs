using System.CommandLine;
using System.Globalization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli;

/// <summary><c>databus alerts list|ack</c>.</summary>
internal static class AlertsCommand
{
    public static Command Create(GlobalOptions options)
    {
        var command = new Command("alerts", options.Texts["alerts"]);
        command.Subcommands.Add(List(options));
        command.Subcommands.Add(Acknowledge(options));
        return command;
    }

    private static Command List(GlobalOptions options)
    {
        var all = new Option<bool>("--all") { Description = options.Texts["opt.all-alerts"] };
        var command = options.Command("list", "alerts.list", "alerts list", "alerts list --all --output json");
        command.Options.Add(all);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var answer = await context.Client.Operations.ListAlertsAsync(parsed.GetValue(all), context.Token);
            if (context.Output.IsJson)
            {
                context.Output.Json(answer);
                return ExitCodes.Ok;
            }

            context.Output.Table(
                context.Texts.IsChinese
                    ? ["编号", "状态", "自", "条数", "告警", "主题", "确认"]
                    : ["id", "state", "since", "count", "alert", "subject", "acknowledged"],
                answer.Alerts.Select(alert => Row(alert, context.Texts)));
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(Alert alert, Texts texts) =>
    [
        $"{alert.Id}", texts[$"alert.{alert.State}".ToLowerInvariant()], DistrictTime.Text(alert.RaisedAt), $"{alert.Count}",
        texts.IsChinese ? alert.TextZh : alert.TextEn, alert.Subject, $"{alert.AcknowledgedBy} {alert.AcknowledgedReason}".Trim(),
    ];

    private static Command Acknowledge(GlobalOptions options)
    {
        var name = new Argument<string>("SUBJECT_OR_ID") { Description = options.Texts["arg.alert"] };
        var reason = new Option<string>("--reason") { Description = options.Texts["opt.reason"], Required = true };
        var command = options.Command("ack", "alerts.ack", "alerts ack 4711 --reason \"…\"", "alerts ack paused:tax.rd-deduction --reason \"…\"");
        command.Arguments.Add(name);
        command.Options.Add(reason);
        options.SetAction(command, CallerRole.Operator, async (parsed, context) =>
        {
            var isId = ulong.TryParse(parsed.GetValue(name), NumberStyles.None, CultureInfo.InvariantCulture, out var id);
            var request = new AcknowledgeAlertRequest { Subject = isId ? "" : parsed.GetValue(name), Id = id, Reason = parsed.GetValue(reason) };
            var answer = await context.Client.Operations.AcknowledgeAlertAsync(request, context.Token);
            context.Done(answer, answer.Revision);
            return ExitCodes.Ok;
        });
        return command;
    }
}
