namespace DataBus.Hub.Desk;

internal static partial class DeskLog
{
    [LoggerMessage(EventId = 1401, Level = LogLevel.Warning, Message = "The desk's index {Path} cannot be read; it is made again from the views.")]
    public static partial void IndexUnreadable(this ILogger logger, string path, Exception damage);

    [LoggerMessage(EventId = 1402, Level = LogLevel.Warning, Message = "The desk's index {Path} is not of this log and this hub; it is made again.")]
    public static partial void IndexOfAnotherLog(this ILogger logger, string path);

    [LoggerMessage(EventId = 1403, Level = LogLevel.Information, Message = "The desk's index is being made: {Count} failed pushes so far, up to {Id} of revision {Revision}.")]
    public static partial void IndexGrows(this ILogger logger, int count, ulong id, ulong revision);

    [LoggerMessage(EventId = 1404, Level = LogLevel.Information, Message = "The desk's index is made: {Count} failed pushes as of revision {Revision}.")]
    public static partial void IndexMade(this ILogger logger, int count, ulong revision);
}
