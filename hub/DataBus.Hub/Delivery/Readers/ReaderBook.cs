using System.Collections.Concurrent;
using DataBus.Hub.Access;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>All durable names.</summary>
internal sealed class ReaderBook
{
    /// <summary>So many names there may be.</summary>
    public const int MaxReaders = 1_000;

    private readonly ConcurrentDictionary<string, NamedReader> _readers;
    private readonly ReaderStore _store;
    private readonly IExchangeLog _log;
    private readonly TimeProvider _time;

    public ReaderBook(ReaderStore store, IExchangeLog log, TimeProvider time)
    {
        _store = store;
        _log = log;
        _time = time;
        StartedAt = time.GetUtcNow();
        _readers = new(store.ReadAll().ToDictionary(static one => one.Row.Name, one => new NamedReader(one.Row, one.Request, store, time)), StringComparer.Ordinal);
    }

    /// <summary>When the hub started: of a killed one nobody knows when its streams ended.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>All names in order.</summary>
    public IReadOnlyList<NamedReader> All => [.. _readers.Values.OrderBy(static reader => reader.Row.Name, StringComparer.Ordinal)];

    /// <summary>A name of this caller.</summary>
    /// <exception cref="HubException">NOT_FOUND; PERMISSION_DENIED: it is another's.</exception>
    public NamedReader Of(string name, CallerIdentity caller)
    {
        var reader = Find(name);
        return IsOf(reader, caller) ? reader : throw ReaderRefusals.OtherOwner(name);
    }

    /// <summary>A name, whoever owns it.</summary>
    /// <exception cref="HubException">NOT_FOUND.</exception>
    public NamedReader Find(string name) => _readers.GetValueOrDefault(name) ?? throw HubMessages.NotFound(name);

    /// <summary>Moves a name.</summary>
    public void Seek(NamedReader reader, Filter filter, Resumption to) => reader.Seek(PlaceOf(filter, to));

    /// <summary>Drops a name.</summary>
    public void Drop(NamedReader reader)
    {
        reader.Drop();
        _ = _readers.TryRemove(reader.Row.Name, out _);
    }

    /// <summary>Whether a name is a caller's own.</summary>
    public static bool IsOf(NamedReader reader, CallerIdentity caller) => reader.Row.Owner == OwnerOf(caller);

    /// <summary>Where a stream starts: as the request says, else where its name stands, if it has one that is known.</summary>
    /// <exception cref="HubException">
    /// PERMISSION_DENIED; INVALID_ARGUMENT: the name follows another request; RESOURCE_EXHAUSTED; as <see cref="Resumption.Of"/>.
    /// </exception>
    public Resumption StartOf(SubscribeRequest request, Filter filter, CallerIdentity caller)
    {
        if (KnownOf(request, caller) is not { } row || request.StartCase != SubscribeRequest.StartOneofCase.None)
            return Resumption.Of(request, filter, _log);
        if (row.RequestDigest != filter.BookmarkDigest)
            throw ReaderRefusals.FollowsOther(request.Name);
        return row.Bookmark.IsEmpty
            ? Resumption.Of(request, filter, _log)
            : Resumption.Of(new SubscribeRequest(request) { Bookmark = row.Bookmark }, filter, _log) with { Skip = row.Skip };
    }

    private ReaderRow? KnownOf(SubscribeRequest request, CallerIdentity caller)
    {
        if (request.Name.Length == 0)
            return null;
        if (_readers.ContainsKey(request.Name))
            return Of(request.Name, caller).Row;
        return _readers.Count < MaxReaders ? null : throw ReaderRefusals.TooMany(MaxReaders);
    }

    /// <summary>Opens the stream of a name; null if the request has none.</summary>
    public ReaderStream? Open(SubscribeRequest request, Filter filter, Resumption start, CallerIdentity caller)
    {
        if (request.Name.Length == 0)
            return null;
        var reader = _readers.GetOrAdd(request.Name, _ => NewReader(request, filter, caller));
        // Another may have made it meanwhile.
        _ = Of(request.Name, caller);
        return reader.Open(caller, FollowingOf(request, filter, start), start.Position);
    }

    /// <summary>Moves a name to a bookmark of its own.</summary>
    /// <returns>False: so much was acknowledged before.</returns>
    /// <exception cref="HubException">As Acknowledge in reader.proto.</exception>
    public bool Acknowledge(NamedReader reader, ByteString text)
    {
        var bookmark = Bookmark.Read(text) ?? throw ReaderRefusals.Unreadable();
        var revision = bookmark.Position.Revision;
        if (bookmark.Epoch != _log.Epoch)
            throw ReaderRefusals.OtherEpoch();
        if (bookmark.RequestDigest != reader.Row.RequestDigest)
            throw ReaderRefusals.OtherSubscription(reader.Row.Name);
        if (revision > _log.Head)
            throw ReaderRefusals.NotSent(reader.Row.Name, revision);
        if (revision >= _log.Floor && Resumption.ChainAt(revision, _log) != bookmark.Chain)
            throw ReaderRefusals.OtherHistory(revision);
        return reader.Acknowledge(bookmark.Position, text);
    }

    // A snapshot that has not begun is no place: the next one is newer.
    private ReaderPlace PlaceOf(Filter filter, Resumption start) => new(
        start.Position is { InSnapshot: true, Revision: 0 }
            ? ByteString.Empty
            : new Bookmark(_log.Epoch, start.Position, filter.BookmarkDigest, filter.RightsDigest, start.Chain).Write(),
        start.Skip);

    // A start that cannot be had moves nothing: the stream says so and ends.
    private Following? FollowingOf(SubscribeRequest request, Filter filter, Resumption start)
    {
        var hasStart = request.StartCase != SubscribeRequest.StartOneofCase.None;
        return hasStart && start.Resync is not null
            ? null
            : new Following(WithoutStart(request), filter.BookmarkDigest, hasStart ? PlaceOf(filter, start) : null);
    }

    private NamedReader NewReader(SubscribeRequest request, Filter filter, CallerIdentity caller)
    {
        var row = new ReaderRow
        {
            Name = request.Name,
            Owner = OwnerOf(caller),
            IsOperator = caller.IsOperator,
            Caller = caller.Name,
            Source = caller.Source,
            CreatedAt = Timestamp.FromDateTimeOffset(_time.GetUtcNow()),
            RequestDigest = filter.BookmarkDigest,
        };
        return new NamedReader(row, WithoutStart(request), _store, _time);
    }

    private static SubscribeRequest WithoutStart(SubscribeRequest request)
    {
        var rest = request.Clone();
        rest.ClearStart();
        return rest;
    }

    // A bureau's programs share its names, whoever starts them.
    private static string OwnerOf(CallerIdentity caller) => caller.Source.Length > 0 ? $"source:{caller.Source}" : caller.Actor;
}
