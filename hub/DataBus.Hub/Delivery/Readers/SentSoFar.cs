namespace DataBus.Hub.Delivery.Readers;

/// <summary>How far the newest stream of a name has sent.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="SnapshotUntil">The revision that its snapshot is up to; 0 if it had none.</param>
internal sealed record SentSoFar(DeliveryPosition Position, ulong SnapshotUntil)
{
    public static SentSoFar From(DeliveryPosition start) => new(start, start.Until);

    public SentSoFar Then(DeliveryPosition next) => new(next, next.InSnapshot ? next.Until : SnapshotUntil);

    /// <summary>Whether a position was sent. One of another snapshot was not: what that held may have been thrown away.</summary>
    public bool Covers(DeliveryPosition one) => !IsBehind(Position, one) && (!one.InSnapshot || one.Until == SnapshotUntil);

    /// <summary>Whether one position comes before another in a stream: a snapshot comes before its tail.</summary>
    public static bool IsBehind(DeliveryPosition one, DeliveryPosition other) =>
        one.InSnapshot != other.InSnapshot ? one.InSnapshot : one.Revision < other.Revision;
}
