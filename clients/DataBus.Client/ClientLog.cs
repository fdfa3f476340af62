using Microsoft.Extensions.Logging;

namespace DataBus.Client;

/// <summary>What the client says in the log.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning,
        Message = "The subscription to {Hub} broke after revision {Revision}: {Cause} The next try is in {Delay}.")]
    public static partial void SubscriptionBroke(this ILogger logger, string hub, ulong revision, string cause, TimeSpan delay);

    [LoggerMessage(EventId = 2002, Level = LogLevel.Information,
        Message = "The subscription to {Hub} goes on after revision {Revision}.")]
    public static partial void SubscriptionResumed(this ILogger logger, string hub, ulong revision);

    [LoggerMessage(EventId = 2003, Level = LogLevel.Warning,
        Message = "The subscription to {Hub} cannot be resumed ({Reason}): {Explanation}")]
    public static partial void SubscriptionResync(this ILogger logger, string hub, string reason, string explanation);
}
