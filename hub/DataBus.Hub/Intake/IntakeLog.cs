namespace DataBus.Hub.Intake;

/// <summary>What the intake says to operators; ids from 1300.</summary>
internal static partial class IntakeLog
{
    [LoggerMessage(EventId = 1300, Level = LogLevel.Warning,
        Message = "The transfer of {Facet} {Part} to {Source}, due on {Day}, cannot be made and still waits: {Cause}")]
    public static partial void TransferRefused(this ILogger logger, string facet, string part, string source, string day, string cause);
}
