namespace DataBus.Hub.Access;

/// <summary>Whether what a caller has shown still holds; open streams end when it does not any more.</summary>
internal sealed class Standing(Proof proof, CancellationToken revoked, TimeProvider time)
{
    // A timer takes no longer, and a clock may be set.
    private static readonly TimeSpan _look = TimeSpan.FromHours(1);

    /// <summary>The standing of a caller who was let in; null without TLS, where nothing is shown.</summary>
    public static Standing? Of(HttpContext call) => call.Features.Get<Standing>();

    /// <summary>What was shown.</summary>
    public Proof Proof { get; } = proof;

    /// <summary>Why it does not hold (any more); null while it does.</summary>
    public HubException? Lapse
    {
        get
        {
            var now = time.GetUtcNow();
            if (revoked.IsCancellationRequested)
                return ProofMessages.Revoked(Proof);
            return now < Proof.From ? ProofMessages.NotYet(Proof) : now >= Proof.Until ? ProofMessages.Expired(Proof) : null;
        }
    }

    /// <summary>Says once that it lapsed.</summary>
    public IDisposable Register(Action lapsed)
    {
        var registration = revoked.Register(lapsed);
        var left = Proof.Until - time.GetUtcNow();
        var first = left < TimeSpan.Zero ? TimeSpan.Zero : left < _look ? left : _look;
        var timer = time.CreateTimer(_ => { if (time.GetUtcNow() >= Proof.Until) lapsed(); }, null, first, _look);
        return new Registration(registration, timer);
    }

    private sealed class Registration(CancellationTokenRegistration revoked, ITimer timer) : IDisposable
    {
        public void Dispose()
        {
            timer.Dispose();
            _ = revoked.Unregister();
        }
    }
}
