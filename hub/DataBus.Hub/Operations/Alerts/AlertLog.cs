namespace DataBus.Hub.Operations.Alerts;

internal static partial class AlertLog
{
    [LoggerMessage(EventId = 1501, Level = LogLevel.Warning, Message = "Alert {Subject} ({Count}): {Text}")]
    public static partial void Raised(this ILogger logger, string subject, ulong count, string text);

    [LoggerMessage(EventId = 1502, Level = LogLevel.Warning, Message = "Nobody has acknowledged the alert {Subject} of {RaisedAt}: {Text}")]
    public static partial void NotAcknowledged(this ILogger logger, string subject, DateTimeOffset raisedAt, string text);

    [LoggerMessage(EventId = 1503, Level = LogLevel.Warning, Message = "The alert {Subject} could not be sent by {Channel}: {Reason}. It is sent again at the next look.")]
    public static partial void NotSent(this ILogger logger, string subject, string channel, string reason);
}
