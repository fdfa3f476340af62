using Grpc.Core;
using Polly;

namespace DataBus.Client;

/// <summary>A stream of the desk or of a job that survives broken connections: each try opens it from where it stands.</summary>
internal sealed class ReopeningStream<T> : IDisposable where T : class
{
    private readonly Func<ulong, CancellationToken, AsyncServerStreamingCall<T>> _open;
    private readonly Func<T, ulong> _revisionOf;
    private readonly StreamRetry _retry;
    private readonly ResiliencePipeline _pipeline;
    private AsyncServerStreamingCall<T>? _call;
    private ulong _revision;
    private bool _broken;

    /// <param name="open">Opens it behind a revision.</param>
    /// <param name="revisionOf">Where it stands after a message.</param>
    /// <param name="after">Where it starts.</param>
    /// <param name="retry">How it is opened again.</param>
    public ReopeningStream(
        Func<ulong, CancellationToken, AsyncServerStreamingCall<T>> open, Func<T, ulong> revisionOf, ulong after, StreamRetry retry)
    {
        _open = open;
        _revisionOf = revisionOf;
        _revision = after;
        _retry = retry;
        _pipeline = retry.Pipeline(() => _revision);
    }

    /// <summary>The next message; null where the hub ended the stream in order.</summary>
    public async Task<T?> NextAsync(CancellationToken cancellationToken)
    {
        var message = await _pipeline.ExecuteAsync(ReadAsync, cancellationToken).ConfigureAwait(false);
        _revision = message is null ? _revision : Math.Max(_revision, _revisionOf(message));
        return message;
    }

    public void Dispose() => _call?.Dispose();

    private async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        _call ??= _open(_revision, cancellationToken);
        try
        {
            var message = await _call.ResponseStream.NextAsync(cancellationToken).ConfigureAwait(false);
            if (_broken)
                _retry.Resumed(_revision);
            _broken = false;
            return message;
        }
        catch
        {
            _call.Dispose();
            _call = null;
            _broken = true;
            throw;
        }
    }
}
