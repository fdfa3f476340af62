namespace DataBus.Hub.Delivery;

/// <summary>Where a subscription stands.</summary>
/// <param name="Revision">Everything up to it was delivered, or is not for this reader.</param>
/// <param name="Until">The revision that the snapshot is up to; 0 in the tail.</param>
/// <param name="ConsistentFrom">Tail: the revision from which the reader's set equals the hub's.</param>
internal readonly record struct DeliveryPosition(ulong Revision, ulong Until, ulong ConsistentFrom)
{
    public bool InSnapshot => Until != 0;

    public bool IsConsistent => !InSnapshot && Revision >= ConsistentFrom;

    /// <summary>
    /// Whether nothing behind it may be missing. In a snapshot, and in the tail up to its first consistent mark, the reader is promised the
    /// hub's set at that mark and not each change before it: for that, what a trim leaves is enough (see TrimPlan), wherever it stands.
    /// </summary>
    public bool NeedsWholeLog => IsConsistent || (!InSnapshot && ConsistentFrom == ulong.MaxValue);

    /// <summary>A whole snapshot comes first.</summary>
    public static DeliveryPosition SnapshotUntil(ulong head) => new(0, head, 0);

    /// <summary>Only what comes: such a reader never holds the hub's set.</summary>
    public static DeliveryPosition After(ulong head) => new(head, 0, ulong.MaxValue);
}
