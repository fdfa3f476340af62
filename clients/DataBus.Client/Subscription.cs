using DataBus.V1;

namespace DataBus.Client;

/// <summary>What to follow, and from where. Without anything said: all, a snapshot first.</summary>
public sealed record Subscription
{
    /// <summary>Kinds to follow; empty: all.</summary>
    public IReadOnlyList<Kind> Kinds { get; init; } = [];

    /// <summary>Keys to follow, exactly these; empty: all. At most 10,000.</summary>
    public IReadOnlyList<Key> Keys { get; init; } = [];

    /// <summary>Keys that begin like this, besides those in <see cref="Keys"/>; both empty: all. At most 100.</summary>
    public IReadOnlyList<KeyPrefix> KeyPrefixes { get; init; } = [];

    /// <summary>
    /// Sources to follow, by what they wrote last: a name, or a beginning that ends in <c>*</c>, for example <c>tax.*</c>; empty: all.
    /// </summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>Which entities; null: all. See <see cref="Delivery.Entered"/> and <see cref="Delivery.Left"/>.</summary>
    public EntityPredicate? Where { get; init; }

    /// <summary>Facet kinds to follow, for example <c>enterprise.tier_label</c>; empty: all.</summary>
    public IReadOnlyList<string> Facets { get; init; } = [];

    /// <summary>
    /// Durable name, 3 to 64 of <c>a-z 0-9 . -</c>: the hub keeps how far <see cref="Delivery.AcknowledgeAsync"/> says that the reader is, and the
    /// subscription goes on there, also after a lost connection: what was not acknowledged is delivered again. Without a start a new name
    /// begins with a snapshot; a start moves the name. One stream a name: a second one ends this with the reason TAKEN_OVER. Default: none.
    /// </summary>
    public string Name { get; init; } = "";

    /// <summary>With a name that is known: begin anew, with a snapshot. Default: false.</summary>
    public bool FromSnapshot { get; init; }

    /// <summary>
    /// Go on after this bookmark, which an earlier <see cref="Delivery"/> of the same subscription gave. Null: a snapshot first,
    /// unless <see cref="FromNow"/> or <see cref="Name"/> says otherwise.
    /// </summary>
    public ReadOnlyMemory<byte>? Bookmark { get; init; }

    /// <summary>Without a bookmark: only what comes from now on, no snapshot.</summary>
    public bool FromNow { get; init; }

    /// <summary>
    /// Without a bookmark: what was committed at or after this time, by the hub's clock, and what comes; no snapshot, never consistent. Default: none.
    /// </summary>
    public DateTimeOffset? FromTime { get; init; }

    /// <summary>Without a bookmark: what stands behind this revision, and what comes; no snapshot, never consistent. Default: none.</summary>
    public ulong? FromRevision { get; init; }

    /// <summary>
    /// While the hub keeps readers out, after a restore: wait, as for a hub that is away. False: end with a <see cref="DataBusException"/> whose reason
    /// is <c>DELIVERY_CLOSED</c>, for what should end by itself. Default: true.
    /// </summary>
    public bool WaitsWhileClosed { get; init; } = true;

    /// <summary>
    /// After a <see cref="DeliveryKind.Resync"/>, which is delivered all the same, go on with a new snapshot instead of ending.
    /// Default: false.
    /// </summary>
    public bool SnapshotAfterResync { get; init; }
}
