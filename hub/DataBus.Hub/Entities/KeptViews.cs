namespace DataBus.Hub.Entities;

/// <summary>
/// Keeps views for listings, so that all pages are as of one revision. Each holds old versions on disk: so only for a while
/// after its last page, and only so many at once. All go when the hub stops, after the last call and before the store closes.
/// </summary>
internal sealed class KeptViews : IHostedService, IDisposable
{
    /// <summary>How long a page's token is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private const int MaxKept = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, KeptView> _kept = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public KeptViews(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(_ => DropExpired(), null, Lifetime, Lifetime / 6);
    }

    /// <summary>Keeps a view from now on, in use until the answer is disposed.</summary>
    /// <returns>The name under which it is found again.</returns>
    public KeptView Keep(IViewReader view)
    {
        lock (_gate)
        {
            if (_kept.Count == MaxKept)
                Drop(_kept.Values.MinBy(static kept => kept.Expires)!);
            var kept = new KeptView(this, (ulong)Random.Shared.NextInt64(1, long.MaxValue), view, _time.GetUtcNow() + Lifetime);
            _kept.Add(kept.Id, kept);
            return kept;
        }
    }

    /// <summary>Finds a view that is still kept and keeps it on; null if its time is over.</summary>
    public KeptView? Find(ulong id)
    {
        DropExpired();
        lock (_gate)
        {
            if (!_kept.TryGetValue(id, out var kept))
                return null;
            kept.Use(_time.GetUtcNow() + Lifetime);
            return kept;
        }
    }

    /// <summary>Keeps a view no longer than the page that is being read: nobody was told its name.</summary>
    public void Forget(KeptView kept)
    {
        lock (_gate)
        {
            if (_kept.ContainsKey(kept.Id))
                Drop(kept);
        }
    }

    /// <summary>Drops all: their listings begin anew, and say so.</summary>
    public void DropAll()
    {
        lock (_gate)
        {
            foreach (var kept in _kept.Values.ToArray())
                Drop(kept);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _timer.Dispose();
        DropAll();
    }

    internal void Release(KeptView kept)
    {
        lock (_gate)
            kept.Leave();
    }

    private void DropExpired()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            foreach (var kept in _kept.Values.Where(kept => kept.Expires <= now).ToArray())
                Drop(kept);
        }
    }

    private void Drop(KeptView kept)
    {
        _ = _kept.Remove(kept.Id);
        kept.Leave();
    }
}
