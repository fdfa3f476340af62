using System.Collections.Concurrent;

namespace DataBus.Hub.Intake;

/// <summary>What is seen of sources and not worth an entry of the log: when each was last heard from, and who holds its lease now.</summary>
internal sealed class Observations(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _heard = new();
    private readonly ConcurrentDictionary<string, string> _holders = new();
    private readonly ConcurrentDictionary<string, (string Holder, DateTimeOffset At)> _lost = new();
    private readonly ConcurrentDictionary<string, (string Unreadable, DateTimeOffset At)> _looks = new();

    private readonly ConcurrentDictionary<string, DateTimeOffset> _spoke = new();

    /// <summary>When the hub started: before, nobody was seen.</summary>
    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public void Heard(string source) => _heard[source] = time.GetUtcNow();

    public void Holds(string source, string holder)
    {
        _holders[source] = holder;
        _ = _lost.TryRemove(source, out _);
    }

    /// <summary>A batch was decided, also one that only says that there is nothing new.</summary>
    public void Spoke(string source) => _spoke[source] = time.GetUtcNow();

    /// <summary>When a batch of the source was last decided since the hub started; null if none was.</summary>
    public DateTimeOffset? LastSpoke(string source) => _spoke.TryGetValue(source, out var at) ? at : null;

    /// <summary>The connection to who held the lease broke.</summary>
    public void Lost(string source, string holder) => _lost[source] = (holder, time.GetUtcNow());

    /// <summary>What an adapter says of its look at the source: why it cannot be read; empty: it was read, there was nothing.</summary>
    public void Looked(string source, string unreadable) => _looks[source] = (unreadable, time.GetUtcNow());

    /// <summary>Whose connection broke, and when; null if none has, or it has come back.</summary>
    public (string Holder, DateTimeOffset At)? LostBy(string source) => _lost.TryGetValue(source, out var lost) ? lost : null;

    /// <summary>What the adapter found when it looked last; null if it has said nothing.</summary>
    public (string Unreadable, DateTimeOffset At)? LastLook(string source) => _looks.TryGetValue(source, out var look) ? look : null;

    public void Released(string source) => _holders.TryRemove(source, out _);

    /// <summary>When the source was last heard from since the hub started; null if never.</summary>
    public DateTimeOffset? LastHeard(string source) => _heard.TryGetValue(source, out var at) ? at : null;

    /// <summary>Who holds the lease on an open stream now; empty if nobody.</summary>
    public string Holder(string source) => _holders.GetValueOrDefault(source, "");
}
