using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Polly;

namespace DataBus.Client;

/// <summary>A subscription that survives broken connections: each try opens it from the last bookmark.</summary>
internal sealed class ResumingStream : IDisposable
{
    private readonly HubConnection _connection;
    private readonly Subscription _subscription;
    private readonly DataBusOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly StreamRetry _retry;
    private readonly ResiliencePipeline _pipeline;
    private AsyncServerStreamingCall<SubscribeResponse>? _call;
    private CancellationTokenSource? _silence;
    private CancellationTokenSource? _either;
    private ReadOnlyMemory<byte>? _bookmark;
    private bool _mustSnapshot;
    private bool _broken;
    private bool _ended;
    private ulong? _lastRevision;

    public ResumingStream(
        HubConnection connection, Subscription subscription, StreamRetry retry, DataBusOptions options, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        _subscription = subscription;
        _options = options;
        _time = time;
        _logger = logger;
        _bookmark = subscription.Bookmark;
        _retry = retry;
        _pipeline = retry.Pipeline(() => _lastRevision ?? 0, subscription.WaitsWhileClosed);
    }

    /// <summary>The next frame; null after a resync that is not followed by a new snapshot.</summary>
    public async Task<SubscribeResponse?> NextAsync(CancellationToken cancellationToken)
    {
        if (_ended)
            return null;
        var frame = await _pipeline.ExecuteAsync(ReadAsync, cancellationToken).ConfigureAwait(false);
        if (frame.Resync is { } resync)
            GiveUpBookmark(resync);
        else
            Remember(frame);
        return frame;
    }

    public void Dispose() => Close();

    private async ValueTask<SubscribeResponse> ReadAsync(CancellationToken cancellationToken)
    {
        _call ??= Open(cancellationToken);
        try
        {
            _silence!.CancelAfter(_options.SilenceTimeout);
            if (!await _call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
                throw Transient("The hub ended the subscription.");
        }
        catch (Exception error)
        {
            var silent = _silence!.IsCancellationRequested;
            Close();
            _broken = true;
            if (silent && !cancellationToken.IsCancellationRequested)
                throw Transient($"The hub said nothing for {_options.SilenceTimeout}.", error);
            var translated = StatusTranslator.TranslateAny(error, cancellationToken);
            if (translated == error)
                throw;
            throw translated;
        }
        if (_broken)
            _retry.Resumed(_lastRevision ?? 0);
        _broken = false;
        return _call.ResponseStream.Current;
    }

    private AsyncServerStreamingCall<SubscribeResponse> Open(CancellationToken cancellationToken)
    {
        _silence = new CancellationTokenSource(_options.SilenceTimeout, _time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _silence.Token);
        return _connection.Delivery.Subscribe(Request(), _connection.Stream(_either.Token));
    }

    private SubscribeRequest Request()
    {
        var request = new SubscribeRequest
        {
            Name = _subscription.Name,
            Kinds = { _subscription.Kinds },
            Keys = { _subscription.Keys },
            KeyPrefixes = { _subscription.KeyPrefixes },
            Facets = { _subscription.Facets },
            Sources = { _subscription.Sources },
            Where = _subscription.Where,
        };
        // A name goes on where it was acknowledged: to begin with what was only delivered would say that it was dealt with.
        if (_subscription.Name.Length > 0 && _lastRevision is not null)
            return request;
        SetStart(request);
        return request;
    }

    private void SetStart(SubscribeRequest request)
    {
        if (_bookmark is { } bookmark)
            request.Bookmark = ByteString.CopyFrom(bookmark.Span);
        else if (_mustSnapshot || _subscription.FromSnapshot)
            request.Snapshot = true;
        else if (_subscription.FromNow)
            request.Now = true;
        else if (_subscription.FromTime is { } time)
            request.FromTime = Timestamp.FromDateTimeOffset(time);
        else if (_subscription.FromRevision is { } revision)
            request.FromRevision = revision;
        else if (_subscription.Name.Length == 0)
            request.Snapshot = true;
    }

    private void Remember(SubscribeResponse frame)
    {
        if (_lastRevision is { } last && frame.FirstRevision > last + 1)
            throw Gap(last, frame.FirstRevision);
        if (frame.Bookmark.Length > 0)
            _bookmark = frame.Bookmark.Memory;
        if (frame.LastRevision > 0)
            _lastRevision = frame.LastRevision;
    }

    private void GiveUpBookmark(Resync resync)
    {
        _logger.SubscriptionResync(_options.Hub, resync.Reason, resync.MessageEn);
        Close();
        _bookmark = null;
        _lastRevision = null;
        _mustSnapshot = true;
        _ended = !_subscription.SnapshotAfterResync;
    }

    private void Close()
    {
        _call?.Dispose();
        _either?.Dispose();
        _silence?.Dispose();
        _call = null;
        _either = null;
        _silence = null;
    }

    private static DataBusException Transient(string message, Exception? cause = null) =>
        new(StatusCode.Unavailable, message, cause) { IsTransient = true };

    private static DataBusException Gap(ulong last, ulong next) =>
        new(StatusCode.DataLoss, $"The hub left out revisions {last + 1} to {next - 1}.") { Reason = "REVISION_GAP" };
}
