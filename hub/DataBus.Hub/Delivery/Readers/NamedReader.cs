using DataBus.Hub.Access;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>One durable name: how far its reader is, and its open stream.</summary>
internal sealed class NamedReader(ReaderRow row, SubscribeRequest request, ReaderStore store, TimeProvider time)
{
    private readonly Lock _lock = new();
    private ReaderRow _row = row;
    private SubscribeRequest _request = request;
    private ReaderStream? _stream;
    private SentSoFar? _sentBefore;
    private bool _dropped;

    /// <summary>How it stands on disk; not to be changed.</summary>
    public ReaderRow Row => Volatile.Read(ref _row);

    /// <summary>What it follows, without a start; not to be changed.</summary>
    public SubscribeRequest Request => Volatile.Read(ref _request);

    /// <summary>Whether a stream is open.</summary>
    public bool IsConnected => Volatile.Read(ref _stream) is not null;

    /// <summary>False: none of its rejections is open. True: perhaps some are.</summary>
    public bool MayHaveRejected { get; set; } = true;

    /// <summary>How far its newest stream has sent; null if it had none since the hub started.</summary>
    public SentSoFar? Sent => Volatile.Read(ref _stream)?.Sent ?? Volatile.Read(ref _sentBefore);

    /// <summary>Where it goes on.</summary>
    public DeliveryPosition Position => Bookmark.Read(Row.Bookmark)?.Position ?? default;

    /// <summary>Up to here nothing is delivered to it again.</summary>
    public ulong Acknowledged => Math.Max(Position.Revision, Row.Skip);

    /// <summary>Opens its stream and ends the one that is open.</summary>
    /// <param name="caller">By whose rights.</param>
    /// <param name="following">What it follows from now on; null: as before, because it cannot be begun.</param>
    /// <param name="start">Where the stream begins.</param>
    public ReaderStream Open(CallerIdentity caller, Following? following, DeliveryPosition start)
    {
        var stream = new ReaderStream(this, start);
        ReaderStream? before;
        lock (_lock)
        {
            Write(row => Set(row, caller, following), following?.Request ?? _request);
            (before, _stream) = (_stream, stream);
        }
        // Outside: what ends a stream may run on here, and finds that another has its place.
        before?.End(ReaderRefusals.TakenOver(Row.Name));
        return stream;
    }

    /// <summary>Notes that a stream has ended, unless another took its place.</summary>
    public void Left(ReaderStream stream)
    {
        lock (_lock)
        {
            if (_stream != stream)
                return;
            _sentBefore = stream.Sent;
            _stream = null;
            if (!_dropped)
                Write(row => row.DisconnectedAt = Now());
        }
    }

    /// <summary>Moves it, and ends its stream.</summary>
    public void Seek(ReaderPlace place)
    {
        lock (_lock)
            Write(row => (row.Bookmark, row.Skip, row.Sought) = (place.Bookmark, place.Skip, true));
        Volatile.Read(ref _stream)?.End(ReaderRefusals.Sought(Row.Name));
    }

    /// <summary>Takes it from the disk, and ends its stream.</summary>
    public void Drop()
    {
        lock (_lock)
        {
            _dropped = true;
            store.Delete(_row.Name);
        }
        Volatile.Read(ref _stream)?.End(ReaderRefusals.Dropped(Row.Name));
    }

    /// <summary>Whether a revision was sent, or acknowledged before.</summary>
    public bool HasSent(ulong revision) => revision <= Math.Max(Acknowledged, Row.Sought ? 0 : Sent?.Position.Revision ?? 0);

    /// <summary>Moves to a bookmark that was found sound.</summary>
    /// <returns>False: so much was acknowledged before.</returns>
    /// <exception cref="HubException">NOT_SENT.</exception>
    public bool Acknowledge(DeliveryPosition position, ByteString bookmark)
    {
        lock (_lock)
        {
            // After a restart nobody knows what was sent, but only what was sent has a bookmark of this name with the chain in it.
            if (_row.Sought || (Sent is { } sent && !sent.Covers(position)))
                throw ReaderRefusals.NotSent(_row.Name, position.Revision);
            if (!_row.Bookmark.IsEmpty && !SentSoFar.IsBehind(Position, position))
                return false;
            Write(row => (row.Bookmark, row.AcknowledgedAt) = (bookmark, Now()));
            return true;
        }
    }

    private void Set(ReaderRow row, CallerIdentity caller, Following? following)
    {
        row.ConnectedAt = Now();
        (row.DisconnectedAt, row.Sought) = (null, false);
        if (following is null)
            return;
        (row.IsOperator, row.Caller, row.Source, row.RequestDigest) = (caller.IsOperator, caller.Name, caller.Source, following.Digest);
        if (following.Place is { } place)
            (row.Bookmark, row.Skip) = (place.Bookmark, place.Skip);
    }

    // On disk first: what is told of it is never more than what is kept.
    private void Write(Action<ReaderRow> set, SubscribeRequest? request = null)
    {
        if (_dropped)
            throw HubMessages.NotFound(_row.Name);
        var next = _row.Clone();
        set(next);
        store.Write(next, request);
        Volatile.Write(ref _request, request ?? _request);
        Volatile.Write(ref _row, next);
    }

    private Timestamp Now() => Timestamp.FromDateTimeOffset(time.GetUtcNow());
}
