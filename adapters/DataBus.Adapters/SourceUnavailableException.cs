namespace DataBus.Adapters;

/// <summary>A bureau's system cannot be read now: its folder, database or API does not answer. The adapter waits and reads again.</summary>
internal sealed class SourceUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
