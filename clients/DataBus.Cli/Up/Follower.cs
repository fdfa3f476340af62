using System.Text.Json.Serialization;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Up;

/// <summary>The subscriber of <c>up</c>: follows everything and keeps the set that it was told.</summary>
internal sealed class Follower(DataBusClient client)
{
    private readonly EntitySet _set = new();
    private readonly Lock _lock = new();

    public ulong Revision { get { lock (_lock) return _set.Revision; } }

    public bool CaughtUp { get { lock (_lock) return _set.CaughtUp; } }

    public EntityCount Count()
    {
        lock (_lock)
            return new EntityCount(_set.CountOf(Kind.Enterprise), _set.CountOf(Kind.Platform), _set.CountOf(Kind.Achievement), _set.CountOf(Kind.Indicator));
    }

    /// <summary>Live contents by facet kind, events each by itself; all kinds of the contract, in its order.</summary>
    public IReadOnlyDictionary<string, long> CountFacets()
    {
        lock (_lock)
        {
            var counts = _set.CountByFacet();
            return FacetCatalogue.All.ToDictionary(facet => facet.Name, facet => (long)counts.GetValueOrDefault(facet.Name));
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var delivery in client.SubscribeAsync(new Subscription { SnapshotAfterResync = true }, cancellationToken))
        {
            lock (_lock)
                _set.Apply(delivery);
        }
    }
}

/// <summary>Entities by kind.</summary>
internal sealed record EntityCount(
    [property: JsonPropertyName("enterprise")] long Enterprise,
    [property: JsonPropertyName("platform")] long Platform,
    [property: JsonPropertyName("achievement")] long Achievement,
    [property: JsonPropertyName("indicator")] long Indicator);
