using Microsoft.Extensions.Logging;

namespace DataBus.Adapters;

/// <summary>What adapters say; ids from 3000.</summary>
internal static partial class AdapterLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "Reading or pushing {Source} failed. {Reason} Next try in {Delay}.")]
    public static partial void PushFailed(this ILogger logger, string source, TimeSpan delay, string? reason);

    [LoggerMessage(EventId = 3002, Level = LogLevel.Information, Message = "{Source} is open at position {Position}.")]
    public static partial void SourceOpened(this ILogger logger, string source, string position);

    [LoggerMessage(EventId = 3003, Level = LogLevel.Information,
        Message = "{Source}: pass {Pass} is closed ({End}): {Rows} rows, {Accepted} accepted, {Unchanged} unchanged, {Known} known, {Held} held. {Reason}")]
    public static partial void PassClosed(
        this ILogger logger, string source, string pass, string end, ulong rows, ulong accepted, ulong unchanged, ulong known, ulong held, string reason);

    [LoggerMessage(EventId = 3004, Level = LogLevel.Error, Message = "{Source} cannot go on; the adapter stops.")]
    public static partial void SourceFailed(this ILogger logger, string source, Exception exception);

    [LoggerMessage(EventId = 3005, Level = LogLevel.Warning,
        Message = "{Source}: row {Row} is {Outcome} (failed push {Id}): {Rule} {Field}.")]
    public static partial void RowNotAccepted(
        this ILogger logger, string source, ulong row, string outcome, ulong id, string rule, string field);

    [LoggerMessage(EventId = 3006, Level = LogLevel.Error, Message = "{Source}: the row mapper failed at row {Row}; the row is held.")]
    public static partial void MapperFailed(this ILogger logger, string source, ulong row, Exception exception);

    [LoggerMessage(EventId = 3007, Level = LogLevel.Warning, Message = "{Source}: {Reason}")]
    public static partial void SourceOdd(this ILogger logger, string source, string reason);

    [LoggerMessage(EventId = 3010, Level = LogLevel.Error, Message = "{Source} is paused before a row was sent: {Reason}. When mended: databus sources resume {Source}")]
    public static partial void SourceDrifted(this ILogger logger, string source, string reason);

    [LoggerMessage(EventId = 3012, Level = LogLevel.Information,
        Message = "{Source}: {Asked} failed pushes were to be read again; {Found} rows of the source belong to them and are pushed.")]
    public static partial void RowsReread(this ILogger logger, string source, int asked, int found);

    [LoggerMessage(EventId = 3011, Level = LogLevel.Information,
        Message = "{Source} has columns that are neither used nor ignored: {Columns}. List all in `columns` to be told of new ones.")]
    public static partial void ColumnsUnknown(this ILogger logger, string source, string columns);

    [LoggerMessage(EventId = 3009, Level = LogLevel.Information, Message = "{Source} is not read: the option for its input is not given.")]
    public static partial void SourceLeftOut(this ILogger logger, string source);

    [LoggerMessage(EventId = 3008, Level = LogLevel.Warning, Message = "{Source}: {Count} rows of this batch were not accepted; the first {Shown} were named.")]
    public static partial void ManyNotAccepted(this ILogger logger, string source, int count, int shown);

    [LoggerMessage(EventId = 3013, Level = LogLevel.Debug, Message = "{Source}: the hub could not be told of the last look: {Reason}")]
    public static partial void LookNotTold(this ILogger logger, string source, string reason);
}
