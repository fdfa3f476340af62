namespace DataBus.Hub.Operations.Backups;

/// <summary>What backups say to operators; ids from 1600.</summary>
internal static partial class BackupLog
{
    [LoggerMessage(EventId = 1600, Level = LogLevel.Information, Message = "A backup up to revision {Head} is in {Directory}, and was read back.")]
    public static partial void BackupMade(this ILogger logger, string directory, ulong head);

    [LoggerMessage(EventId = 1601, Level = LogLevel.Error, Message = "The backup to {Directory} was not made; the hub goes on.")]
    public static partial void BackupFailed(this ILogger logger, string directory, Exception exception);
}
