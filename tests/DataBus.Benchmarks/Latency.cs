using System.Diagnostics;
using System.Threading.Channels;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Benchmarks;

/// <summary>From sending one change until a live subscriber has it, one at a time; and how long the disk alone takes for such a change.</summary>
internal sealed class Latency(BenchmarkOptions options, TextWriter output, HubProcess hub, Pusher pusher, Workload workload)
{
    private readonly Measure _disk50 = new("append + fdatasync, p50", "ms");
    private readonly Measure _disk99 = new("append + fdatasync, p99", "ms");
    private readonly Measure _acknowledged50 = new("hub acknowledged, p50", "ms");
    private readonly Measure _acknowledged99 = new("hub acknowledged, p99", "ms");
    private readonly Measure _seen50 = new("hub seen, p50", "ms");
    private readonly Measure _seen99 = new("hub seen, p99", "ms");

    public async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        output.WriteLine($"latency: {BenchmarkOptions.LatencySamples} single changes a round, one after the other");
        using var client = hub.Connect();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var seen = Channel.CreateUnbounded<long>();
        var following = FollowAsync(client, seen.Writer, ended.Token);
        _ = await seen.Reader.ReadAsync(cancellationToken);
        for (var round = 1; round <= options.Rounds; round++)
        {
            List<Batch> batches = [.. Enumerable.Range(0, BenchmarkOptions.LatencySamples).Select(_ => workload.NextBatch(1))];
            var disk = DiskLimit.Append(Path.Combine(folder, "limit"), batches.Select(Workload.Payload), cancellationToken);
            Add(_disk50, _disk99, [.. disk.Select(time => time.TotalMilliseconds)]);
            await PushAsync(batches, seen.Reader, cancellationToken);
            output.WriteLine($"  round {round}: {Measure.Load()}");
        }

        await ended.CancelAsync();
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        output.WriteLine(_disk50.Summary(_seen50));
        output.WriteLine(_disk99.Summary(_seen99));
        foreach (var measure in (Measure[])[_acknowledged50, _acknowledged99, _seen50, _seen99])
            output.WriteLine(measure.Summary());
    }

    private static void Add(Measure p50, Measure p99, List<double> times)
    {
        p50.Add(Measure.Percentile(times, 0.5));
        p99.Add(Measure.Percentile(times, 0.99));
    }

    private async Task PushAsync(List<Batch> batches, ChannelReader<long> seen, CancellationToken cancellationToken)
    {
        List<double> acknowledgedTimes = [];
        List<double> seenTimes = [];
        foreach (var batch in batches)
        {
            var start = Stopwatch.GetTimestamp();
            await pusher.PushAsync(batch, cancellationToken);
            acknowledgedTimes.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            seenTimes.Add(Stopwatch.GetElapsedTime(start, await seen.ReadAsync(cancellationToken)).TotalMilliseconds);
        }

        Add(_acknowledged50, _acknowledged99, acknowledgedTimes);
        Add(_seen50, _seen99, seenTimes);
    }

    // Tells when it is live, and then the moment of each change.
    private static async Task FollowAsync(DataBusClient client, ChannelWriter<long> seen, CancellationToken cancellationToken)
    {
        var live = false;
        try
        {
            await foreach (var delivery in client.SubscribeAsync(new Subscription { Facets = [Workload.Facet], FromNow = true }, cancellationToken))
            {
                if (delivery.Kind == DeliveryKind.CaughtUp && !live)
                    live = seen.TryWrite(0);
                for (var i = 0; i < delivery.Changes.Count; i++)
                    _ = seen.TryWrite(Stopwatch.GetTimestamp());
            }
        }
        finally
        {
            _ = seen.TryComplete();
        }
    }
}
