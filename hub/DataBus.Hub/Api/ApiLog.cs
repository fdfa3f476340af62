namespace DataBus.Hub.Api;

internal static partial class ApiLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Error, Message = "{Method} failed; the caller was told {TraceId}.")]
    public static partial void CallFailed(this ILogger logger, string method, string traceId, Exception exception);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Debug, Message = "{Method} was cancelled by its caller.")]
    public static partial void CallCancelled(this ILogger logger, string method);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Debug, Message = "{Method} was refused: {Reason}.")]
    public static partial void CallRefused(this ILogger logger, string method, string reason);
}
