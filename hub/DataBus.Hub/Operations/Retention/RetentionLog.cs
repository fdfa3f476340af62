namespace DataBus.Hub.Operations.Retention;

/// <summary>What retention says to operators; ids from 1700.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(EventId = 1700, Level = LogLevel.Information,
        Message = "The log is trimmed: whole from revision {Floor} on, {Dropped} changes and {Bytes} bytes fewer.")]
    public static partial void Trimmed(this ILogger logger, ulong floor, ulong dropped, ulong bytes);
}
