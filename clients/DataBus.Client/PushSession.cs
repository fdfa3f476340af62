using System.Threading.Channels;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Client;

/// <summary>An open source: pushes batches under its lease.</summary>
/// <remarks>
/// The guarantees are those of <c>Push</c> in protos/databus/v1/intake.proto. Any error ends the session; what was not
/// answered may or may not be on disk: open again and go on from the position that the hub tells.
/// </remarks>
public sealed class PushSession : IAsyncDisposable
{
    private readonly AsyncDuplexStreamingCall<PushRequest, PushResponse> _call;
    private readonly CancellationTokenSource _lifetime;
    private readonly Channel<Waiting> _outgoing = Channel.CreateBounded<Waiting>(1);
    private readonly Channel<Waiting> _unanswered;
    private readonly TaskCompletionSource<Exception?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _writing;
    private readonly Task _reading;
    private Waiting? _inHand;
    private bool _completing;

    private PushSession(
        AsyncDuplexStreamingCall<PushRequest, PushResponse> call, CancellationTokenSource lifetime, Opened opened, int maxInFlight)
    {
        _call = call;
        _lifetime = lifetime;
        Opened = opened;
        _unanswered = Channel.CreateBounded<Waiting>(maxInFlight);
        _writing = WriteAsync();
        _reading = ReadAsync();
    }

    /// <summary>Where the source stood when the session was opened: position, epoch, generation, lease, open pass.</summary>
    public Opened Opened { get; }

    internal static async Task<PushSession> OpenAsync(
        HubConnection connection, Open open, DataBusOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var lifetime = new CancellationTokenSource();
        using var patience = new CancellationTokenSource(options.RequestTimeout, time);
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        await using var stop = giveUp.Token.Register(lifetime.Cancel).ConfigureAwait(false);
        var call = connection.Intake.Push(connection.Stream(lifetime.Token, open.Source));
        try
        {
            await WriteOpenAsync(call, open).ConfigureAwait(false);
            if (!await call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false)
                || call.ResponseStream.Current.Opened is not { } opened)
                throw new DataBusException(StatusCode.Internal, "The hub answered the opening of a source with something else.");
            return new PushSession(call, lifetime, opened, options.MaxBatchesInFlight);
        }
        catch (Exception error)
        {
            call.Dispose();
            lifetime.Dispose();
            if (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                throw TooLate(open, options, error);
            var translated = StatusTranslator.TranslateAny(error, cancellationToken);
            if (translated == error)
                throw;
            throw translated;
        }
    }

    /// <summary>
    /// Sends a batch and gives what became of it, after it is on disk. Several may be in flight: call again before the
    /// first has answered. They are sent in the order of the calls and answered in that order.
    /// </summary>
    /// <param name="batch">Its <c>position_before</c> is the <c>position_after</c> of the one before.</param>
    /// <param name="cancellationToken">Stops the waiting only: a batch that was sent may be committed all the same.</param>
    /// <exception cref="DataBusException">The session has ended; every later call throws the same.</exception>
    public async Task<BatchResult> SendAsync(Batch batch, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new Waiting(batch);
        try
        {
            await _outgoing.Writer.WriteAsync(waiting, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw await EndedByAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        return await waiting.Result.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says that nothing more comes, waits for the answers to what is in flight, and gives the lease back.</summary>
    /// <exception cref="DataBusException">The session ended before that.</exception>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        _completing = true;
        _outgoing.Writer.TryComplete();
        if (await _ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false) is { } error)
            throw error;
    }

    /// <summary>Ends the session; without <see cref="CompleteAsync"/> what is in flight stays unanswered.</summary>
    public async ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        await _lifetime.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_writing, _reading).ConfigureAwait(false);
        _call.Dispose();
        _lifetime.Dispose();
    }

    private static DataBusException TooLate(Open open, DataBusOptions options, Exception cause) =>
        Transient(StatusCode.DeadlineExceeded, $"The hub did not open {open.Source} within {options.RequestTimeout}.", cause);

    private static DataBusException Transient(StatusCode code, string message, Exception? cause = null) =>
        new(code, message, cause) { IsTransient = true };

    private static async Task WriteOpenAsync(AsyncDuplexStreamingCall<PushRequest, PushResponse> call, Open open)
    {
        try
        {
            await call.RequestStream.WriteAsync(new PushRequest { Open = open }).ConfigureAwait(false);
        }
        catch (Exception error) when (IsBrokenCall(error))
        {
            // The call has ended already; reading gives its status.
        }
    }

    private static bool IsBrokenCall(Exception error) =>
        error is RpcException or InvalidOperationException or IOException or OperationCanceledException;

    private async Task WriteAsync()
    {
        try
        {
            await foreach (var waiting in _outgoing.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                // Before the write: the answer may be back before the write returns.
                _inHand = waiting;
                await _unanswered.Writer.WriteAsync(waiting).ConfigureAwait(false);
                _inHand = null;
                await _call.RequestStream.WriteAsync(new PushRequest { Batch = waiting.Batch }).ConfigureAwait(false);
            }
            await _call.RequestStream.CompleteAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (IsBrokenCall(error) || error is ChannelClosedException)
        {
            // The call has ended: its status comes to the reader, which tells everybody.
        }
    }

    private async Task ReadAsync()
    {
        Exception? end = null;
        try
        {
            while (await _call.ResponseStream.MoveNext(CancellationToken.None).ConfigureAwait(false))
            {
                if (_call.ResponseStream.Current.Result is { } result && _unanswered.Reader.TryRead(out var waiting))
                    waiting.Result.TrySetResult(result);
                else
                    throw new DataBusException(StatusCode.Internal, "The hub answered a batch that was not sent, or in an unknown way.");
            }
        }
        catch (Exception error)
        {
            end = Translate(error);
        }
        await EndAsync(end).ConfigureAwait(false);
    }

    private Exception Translate(Exception error) => _lifetime.IsCancellationRequested
        ? new DataBusException(StatusCode.Cancelled, "The push session was disposed.", error)
        : StatusTranslator.TranslateAny(error, CancellationToken.None);

    private async Task EndAsync(Exception? end)
    {
        _outgoing.Writer.TryComplete();
        _unanswered.Writer.TryComplete();
        await _lifetime.CancelAsync().ConfigureAwait(false);
        await _writing.ConfigureAwait(false);
        var left = new List<Waiting>();
        while (_unanswered.Reader.TryRead(out var waiting) || _outgoing.Reader.TryRead(out waiting))
            left.Add(waiting);
        if (_inHand is { } inHand)
            left.Add(inHand);
        if (left.Count > 0 || !_completing)
            end ??= Transient(StatusCode.Unavailable, "The hub ended the push stream.");
        _ended.TrySetResult(end);
        foreach (var waiting in left)
            waiting.Result.TrySetException(end!);
    }

    private async Task<Exception> EndedByAsync() =>
        await _ended.Task.ConfigureAwait(false) ?? new InvalidOperationException("The push session is complete.");

    private sealed record Waiting(Batch Batch)
    {
        public TaskCompletionSource<BatchResult> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
