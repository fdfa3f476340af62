namespace DataBus.Hub.Access;

internal static partial class AccessLog
{
    [LoggerMessage(EventId = 1801, Level = LogLevel.Information, Message = "{Files} changed and were read anew.")]
    public static partial void FilesReadAnew(this ILogger logger, string files);

    [LoggerMessage(EventId = 1802, Level = LogLevel.Warning, Message = "{Files} changed but cannot be used; what was read before stays in use.")]
    public static partial void FilesUnusable(this ILogger logger, string files, Exception cause);

    [LoggerMessage(EventId = 1803, Level = LogLevel.Warning, Message = "The hub's certificate ends in {Days} days, at {Until}: put a new one in its place, no restart is needed.")]
    public static partial void CertificateEnds(this ILogger logger, int days, DateTimeOffset until);
}
