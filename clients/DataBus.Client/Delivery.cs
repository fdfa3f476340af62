using DataBus.V1;
using Grpc.Core;

namespace DataBus.Client;

/// <summary>One frame of a subscription.</summary>
public sealed class Delivery
{
    private readonly Func<CancellationToken, Task<AcknowledgeResponse>>? _acknowledge;

    private Delivery(
        SubscribeResponse frame, DeliveryKind kind, IReadOnlyList<DeliveredChange> changes,
        Func<CancellationToken, Task<AcknowledgeResponse>>? acknowledge)
    {
        _acknowledge = acknowledge;
        Frame = frame;
        Kind = kind;
        Changes = changes;
    }

    /// <summary>What it says besides its changes.</summary>
    public DeliveryKind Kind { get; }

    /// <summary>Its changes in revision order; may be empty.</summary>
    public IReadOnlyList<DeliveredChange> Changes { get; }

    /// <summary>Entities that match from now on, or again: forget what is held of them, all of it is among the changes.</summary>
    public IReadOnlyList<Key> Entered => Frame.Entered;

    /// <summary>Entities that match no more: forget what is held of them.</summary>
    public IReadOnlyList<Key> Left => Frame.Left;

    /// <summary>Resume here once this delivery is dealt with; opaque.</summary>
    public ReadOnlyMemory<byte> Bookmark => Frame.Bookmark.Memory;

    /// <summary>First revision that it covers.</summary>
    public ulong FirstRevision => Frame.FirstRevision;

    /// <summary>Last revision that it covers.</summary>
    public ulong LastRevision => Frame.LastRevision;

    /// <summary>True: after it, the reader's set equals the hub's as of <see cref="LastRevision"/>.</summary>
    public bool Consistent => Frame.Consistent;

    /// <summary>The frame as it came, with the details of its mark.</summary>
    public SubscribeResponse Frame { get; }

    /// <summary>Makes a delivery of a frame.</summary>
    /// <exception cref="DataBusException">The runs do not tell a revision for each change.</exception>
    public static Delivery Of(SubscribeResponse frame) => Of(frame, null);

    /// <summary>
    /// Says that everything up to this delivery was dealt with: a subscription with its name goes on behind it. Not each delivery need be
    /// acknowledged; one before the newest that was changes nothing, and the answer says so. A lost connection is mended, not thrown.
    /// </summary>
    /// <exception cref="InvalidOperationException">The subscription has no name.</exception>
    /// <exception cref="DataBusException">The hub refused, as <c>Acknowledge</c> in protos/databus/v1/reader.proto says.</exception>
    public Task<AcknowledgeResponse> AcknowledgeAsync(CancellationToken cancellationToken = default) => _acknowledge is null
        ? throw new InvalidOperationException("Only deliveries of a subscription with a name are acknowledged.")
        : _acknowledge(cancellationToken);

    internal static Delivery Of(SubscribeResponse frame, Func<CancellationToken, Task<AcknowledgeResponse>>? acknowledge) =>
        new(frame, KindOf(frame), ChangesOf(frame), acknowledge);

    private static DeliveryKind KindOf(SubscribeResponse frame) => frame.MarkCase switch
    {
        SubscribeResponse.MarkOneofCase.SnapshotBegin => DeliveryKind.SnapshotBegin,
        SubscribeResponse.MarkOneofCase.SnapshotEnd => DeliveryKind.SnapshotEnd,
        SubscribeResponse.MarkOneofCase.CaughtUp => DeliveryKind.CaughtUp,
        SubscribeResponse.MarkOneofCase.FellBehind => DeliveryKind.FellBehind,
        SubscribeResponse.MarkOneofCase.Progress => DeliveryKind.Progress,
        SubscribeResponse.MarkOneofCase.Notice => DeliveryKind.Notice,
        SubscribeResponse.MarkOneofCase.Resync => DeliveryKind.Resync,
        _ => frame.Changes.Count + frame.Entered.Count + frame.Left.Count > 0 ? DeliveryKind.Changes : DeliveryKind.Progress,
    };

    private static DeliveredChange[] ChangesOf(SubscribeResponse frame)
    {
        var changes = new DeliveredChange[frame.Changes.Count];
        var next = 0;
        foreach (var run in changes.Length > 0 ? frame.Runs : [])
        {
            if (next + run.ChangeCount > changes.Length)
                throw Unsound(frame);
            for (var i = 0; i < run.ChangeCount; i++, next++)
                changes[next] = new DeliveredChange(frame.Changes[next], run.RevisionOf(i), run);
        }
        return next == changes.Length ? changes : throw Unsound(frame);
    }

    private static DataBusException Unsound(SubscribeResponse frame) => new(
        StatusCode.DataLoss,
        $"The runs of the frame {frame.FirstRevision}–{frame.LastRevision} do not tell the revisions of its {frame.Changes.Count} changes.")
    {
        Reason = "UNSOUND_FRAME",
    };
}
