using System.Diagnostics;
using DataBus.Client;

namespace DataBus.Benchmarks;

/// <summary>How fast a new subscriber gets all that there is: a snapshot, every change parsed by the client.</summary>
internal sealed class CatchUp(BenchmarkOptions options, TextWriter output, HubProcess hub)
{
    private readonly Measure _rate = new("hub", "changes/s");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        output.WriteLine("catch-up: a new subscriber, from a snapshot until it has caught up");
        for (var round = 1; round <= options.Rounds; round++)
        {
            using var client = hub.Connect();
            var start = Stopwatch.GetTimestamp();
            var changes = await ReadAsync(client, cancellationToken);
            _rate.Add(changes / Stopwatch.GetElapsedTime(start).TotalSeconds);
            output.WriteLine($"  round {round}: {changes:N0} changes, {Measure.Load()}");
        }

        output.WriteLine(_rate.Summary());
    }

    private static async Task<long> ReadAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        var changes = 0L;
        await foreach (var delivery in client.SubscribeAsync(new Subscription { Facets = [Workload.Facet] }, cancellationToken))
        {
            changes += delivery.Changes.Count;
            if (delivery.Kind == DeliveryKind.CaughtUp)
                break;
        }

        return changes;
    }
}
