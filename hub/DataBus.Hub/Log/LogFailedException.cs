namespace DataBus.Hub.Log;

/// <summary>The disk failed a write. Nothing more is written until the log is opened again; whether the failed group is there is known then.</summary>
internal sealed class LogFailedException(Exception cause)
    : Exception($"The log cannot be written any more until the hub is restarted: {cause.Message}", cause);
