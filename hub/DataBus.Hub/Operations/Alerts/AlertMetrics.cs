using System.Diagnostics.Metrics;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>Counts messages of alerts that went out, and that did not.</summary>
internal sealed class AlertMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _messages = meters.Create(HubMetrics.MeterName)
        .CreateCounter<long>("databus.alerts.messages", "{message}", "Messages of alerts by channel and result.");

    public void Count(string channel, bool sent) => _messages.Add(
        1, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("result", sent ? "sent" : "failed"));
}
