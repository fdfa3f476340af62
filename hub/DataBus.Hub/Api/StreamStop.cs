namespace DataBus.Hub.Api;

/// <summary>
/// Ends a stream when its caller goes or the hub stops. Nothing more is produced then; a message on its way is let through, because
/// cancelling a write resets the stream and its reader is not told why. One that takes nothing is cut off a little later.
/// </summary>
internal sealed class StreamStop : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _cut;
    private readonly CancellationTokenRegistration _registration;

    public StreamStop(CancellationToken caller, IHostApplicationLifetime lifetime)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(caller, lifetime.ApplicationStopping);
        _cut = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _registration = lifetime.ApplicationStopping.Register(() => _cut.CancelAfter(Patience));
    }

    /// <summary>For what is produced and waited for.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>For writing to the caller.</summary>
    public CancellationToken WriteToken => _cut.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _stop.Dispose();
        _cut.Dispose();
    }
}
