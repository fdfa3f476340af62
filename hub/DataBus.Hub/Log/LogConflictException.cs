namespace DataBus.Hub.Log;

/// <summary>A group was decided on another head than the log has: its writer is not the only one, or lost count.</summary>
internal sealed class LogConflictException(ulong expectedHead, ulong head)
    : Exception($"The group expects head {expectedHead}, the log stands at {head}.")
{
    public ulong ExpectedHead { get; } = expectedHead;

    public ulong Head { get; } = head;
}
