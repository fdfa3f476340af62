using DataBus.Hub.Entities;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>What becomes of alerts; a command of the intake loop, which alone knows how an alert stands at that moment.</summary>
internal sealed class AlertCommands(Writer writer)
{
    public ulong Set(AlertSet alert)
    {
        var row = writer.State.FindAlert(alert.Subject);
        var isOpen = row is { ClosedAt: null };
        if (alert.State == AlertStates.Acknowledged)
            Demand(alert.Subject, row);
        else if (!isOpen && alert.State != AlertStates.Raised)
            return 0;
        return writer.Enter(new SourceEntry { Source = HubSource.Name, Alert = alert });
    }

    private static void Demand(string subject, AlertRow? row)
    {
        if (row is null)
            throw HubMessages.NotFound(subject);
        if (row.ClosedAt is not null)
            throw new HubException(new Refusal(
                StatusCode.FailedPrecondition,
                "ALERT_CLOSED",
                $"告警 {subject} 已关闭：它所指的情况已不存在。",
                $"The alert {subject} is closed: what it was about is gone."));
        if (row.AcknowledgedBy.Length > 0)
            throw new HubException(new Refusal(
                StatusCode.FailedPrecondition,
                "ALERT_ACKNOWLEDGED",
                $"告警 {subject} 已由 {row.AcknowledgedBy} 确认。",
                $"The alert {subject} was acknowledged by {row.AcknowledgedBy} already."));
    }
}
