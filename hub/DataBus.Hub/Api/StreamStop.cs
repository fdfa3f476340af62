using DataBus.Hub.Access;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>
/// Ends a stream when its caller goes, or is nobody any more (its certificate was revoked), or the hub stops. Nothing more is produced then; a message on its way is let through, because
/// cancelling a write resets the stream and its reader is not told why. One that takes nothing is cut off a little later.
/// </summary>
internal sealed class StreamStop : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _cut;
    private readonly CancellationTokenRegistration _registration;
    private readonly IDisposable? _lapse;

    public StreamStop(ServerCallContext context, IHostApplicationLifetime lifetime)
        : this(context.CancellationToken, Standing.Of(context.GetHttpContext()), lifetime)
    {
    }

    public StreamStop(HttpContext call, IHostApplicationLifetime lifetime) : this(call.RequestAborted, Standing.Of(call), lifetime)
    {
    }

    private StreamStop(CancellationToken caller, Standing? standing, IHostApplicationLifetime lifetime)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller, lifetime.ApplicationStopping);
        _cut = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _registration = lifetime.ApplicationStopping.Register(() => _cut.CancelAfter(Patience));
        _lapse = standing?.Register(Lapse);
    }

    /// <summary>For what is produced and waited for.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>For writing to the caller.</summary>
    public CancellationToken WriteToken => _cut.Token;

    public void Dispose()
    {
        _lapse?.Dispose();
        _registration.Dispose();
        _stop.Dispose();
        _cut.Dispose();
    }

    private void Lapse()
    {
        try
        {
            _cut.CancelAfter(Patience);
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream ended at the same moment.
        }
    }
}
