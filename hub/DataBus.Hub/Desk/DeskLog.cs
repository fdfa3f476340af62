namespace DataBus.Hub.Desk;

internal static partial class DeskLog
{
    [LoggerMessage(EventId = 1401, Level = LogLevel.Warning, Message = "The desk's index {Path} cannot be read; it is made again from the log.")]
    public static partial void IndexUnreadable(this ILogger logger, string path, Exception damage);

    [LoggerMessage(EventId = 1402, Level = LogLevel.Warning, Message = "The desk's index {Path} is not of this log; it is made again.")]
    public static partial void IndexOfAnotherLog(this ILogger logger, string path);
}
