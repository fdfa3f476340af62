namespace DataBus.Hub.Entities;

/// <summary>What can become of an alert, as the log's entries say it.</summary>
internal static class AlertStates
{
    public const string Raised = "RAISED";
    public const string Sent = "SENT";
    public const string Acknowledged = "ACKNOWLEDGED";
    public const string Escalated = "ESCALATED";
    public const string Closed = "CLOSED";
}
