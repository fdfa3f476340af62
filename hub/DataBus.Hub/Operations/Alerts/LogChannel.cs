using DataBus.Hub.Entities;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>The hub's own log: the way to people where no other is set.</summary>
internal sealed class LogChannel(ILogger<LogChannel> logger) : IAlertChannel
{
    public string Name => "log";

    public bool HasSecond => true;

    public Task SendAsync(AlertMessage message, bool toSecond, CancellationToken cancellationToken)
    {
        if (message.State == AlertStates.Escalated)
            logger.NotAcknowledged(message.Subject, message.RaisedAt, message.En);
        else
            logger.Raised(message.Subject, message.Count, message.En);
        return Task.CompletedTask;
    }
}
