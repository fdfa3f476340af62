using System.Collections.Concurrent;

namespace DataBus.Hub.Intake;

/// <summary>What is seen of sources and not worth an entry of the log: when each was last heard from, and who holds its lease now.</summary>
internal sealed class Observations(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _heard = new();
    private readonly ConcurrentDictionary<string, string> _holders = new();

    public void Heard(string source) => _heard[source] = time.GetUtcNow();

    public void Holds(string source, string holder) => _holders[source] = holder;

    public void Released(string source) => _holders.TryRemove(source, out _);

    /// <summary>When the source was last heard from since the hub started; null if never.</summary>
    public DateTimeOffset? LastHeard(string source) => _heard.TryGetValue(source, out var at) ? at : null;

    /// <summary>Who holds the lease on an open stream now; empty if nobody.</summary>
    public string Holder(string source) => _holders.GetValueOrDefault(source, "");
}
