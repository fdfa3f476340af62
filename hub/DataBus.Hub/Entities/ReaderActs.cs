namespace DataBus.Hub.Entities;

/// <summary>What can become of a named reader, as the log's entries say it.</summary>
internal static class ReaderActs
{
    public const string Rejected = "REJECTED";
    public const string Closed = "CLOSED";
    public const string Sought = "SOUGHT";
    public const string Dropped = "DROPPED";
}
