using DataBus.V1;

namespace DataBus.Hub.Log;

/// <summary>What the log says to operators; ids from 1100.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventId = 1100, Level = LogLevel.Information, Message = "The log is open at revision {Head}, epoch {Epoch}.")]
    public static partial void LogOpened(this ILogger logger, ulong head, string epoch);

    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning,
        Message = "{Cause}: epoch {Epoch} begins at revision {Head}; every reader starts anew, and delivery is closed until it is opened.")]
    public static partial void EpochBegun(this ILogger logger, EpochCause cause, ulong head, string epoch);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error,
        Message = "The disk failed a write after revision {Head}: nothing more is written until the hub is restarted.")]
    public static partial void WriteFailed(this ILogger logger, ulong head, Exception exception);
}
