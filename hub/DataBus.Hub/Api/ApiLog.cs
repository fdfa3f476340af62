namespace DataBus.Hub.Api;

internal static partial class ApiLog
{
    [LoggerMessage(EventId = 1201, Level = LogLevel.Error, Message = "{Method} failed; the caller was told {TraceId}.")]
    public static partial void CallFailed(this ILogger logger, string method, string traceId, Exception exception);

    [LoggerMessage(EventId = 1202, Level = LogLevel.Debug, Message = "{Method} was cancelled by its caller.")]
    public static partial void CallCancelled(this ILogger logger, string method);

    [LoggerMessage(EventId = 1203, Level = LogLevel.Debug, Message = "{Method} was refused: {Reason}.")]
    public static partial void CallRefused(this ILogger logger, string method, string reason);
}
