using System.Diagnostics;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Benchmarks;

/// <summary>Ninety-nine readers that keep up, in turn without and beside one that takes nothing: what it costs them, and what it costs the hub.</summary>
internal sealed class Crowd(BenchmarkOptions options, TextWriter output, HubProcess hub, Pusher pusher, Workload workload)
{
    private const int Readers = 99;
    private const int ReadersAConnection = 11;
    private const int Batches = 150;
    private const int BatchSize = 5;

    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(20);

    private readonly Measure _alone50 = new("seen by 99, p50", "ms");
    private readonly Measure _alone99 = new("seen by 99, p99", "ms");
    private readonly Measure _beside50 = new("beside a stalled one, p50", "ms");
    private readonly Measure _beside99 = new("beside a stalled one, p99", "ms");
    private readonly Measure _grown = new("memory for all of it", "MB");
    private readonly Measure _grownBeside = new("the same, one stalled", "MB");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        output.WriteLine($"readers: {Readers} of them, {Batches} pushes of {BatchSize} changes every {_pace.TotalMilliseconds} ms a round; then {options.Changes:N0} changes");
        for (var round = 1; round <= options.Rounds; round++)
        {
            await MeasureAsync(_alone50, _alone99, _grown, cancellationToken);
            await using (await StalledAsync(cancellationToken))
                await MeasureAsync(_beside50, _beside99, _grownBeside, cancellationToken);
            output.WriteLine($"  round {round}: {Measure.Load()}");
        }

        foreach (var (measure, beside) in ((Measure, Measure)[])[(_alone50, _beside50), (_alone99, _beside99), (_grown, _grownBeside)])
        {
            output.WriteLine(measure.Summary(beside));
            output.WriteLine(beside.Summary());
        }
    }

    private async Task MeasureAsync(Measure p50, Measure p99, Measure grown, CancellationToken cancellationToken)
    {
        var before = hub.ResidentBytes();
        var times = await SeenAsync(cancellationToken);
        p50.Add(Measure.Percentile(times, 0.5));
        p99.Add(Measure.Percentile(times, 0.99));
        await pusher.PushAsync(workload.Batches(options.Changes), cancellationToken);
        grown.Add((hub.ResidentBytes() - before) / 1024.0 / 1024.0);
    }

    // From sending a change until each of the readers has it, in milliseconds.
    private async Task<List<double>> SeenAsync(CancellationToken cancellationToken)
    {
        var clients = Enumerable.Range(0, Readers / ReadersAConnection).Select(_ => hub.Connect()).ToList();
        using var live = new CountdownEvent(Readers);
        var readers = clients.SelectMany(client => Enumerable.Range(0, ReadersAConnection).Select(_ => FollowAsync(client, live, cancellationToken))).ToList();
        await Task.Run(() => live.Wait(cancellationToken), cancellationToken);
        var sent = await PushAsync(cancellationToken);
        List<double> times = [.. (await Task.WhenAll(readers)).SelectMany(seen => seen.Select((at, index) => Stopwatch.GetElapsedTime(sent[index / BatchSize], at).TotalMilliseconds))];
        clients.ForEach(static client => client.Dispose());
        return times;
    }

    private async Task<List<long>> PushAsync(CancellationToken cancellationToken)
    {
        var sent = new List<long>();
        var pushes = new List<Task>();
        using var pace = new PeriodicTimer(_pace);
        for (var i = 0; i < Batches; i++)
        {
            _ = await pace.WaitForNextTickAsync(cancellationToken);
            sent.Add(Stopwatch.GetTimestamp());
            pushes.Add(pusher.PushAsync(workload.NextBatch(BatchSize), cancellationToken));
        }
        await Task.WhenAll(pushes);
        return sent;
    }

    private static async Task<List<long>> FollowAsync(DataBusClient client, CountdownEvent live, CancellationToken cancellationToken)
    {
        var seen = new List<long>();
        var isLive = false;
        await foreach (var delivery in client.SubscribeAsync(new Subscription { Facets = [Workload.Facet], FromNow = true }, cancellationToken))
        {
            if (delivery.Kind == DeliveryKind.CaughtUp && !isLive)
                (isLive, _) = (true, live.Signal());
            seen.AddRange(Enumerable.Repeat(Stopwatch.GetTimestamp(), delivery.Changes.Count));
            if (seen.Count == Batches * BatchSize)
                break;
        }
        return seen;
    }

    // On a connection of its own: it takes the first frame of everything and no other.
    private async Task<IAsyncDisposable> StalledAsync(CancellationToken cancellationToken)
    {
        var client = hub.Connect();
        var frames = client.SubscribeAsync(new Subscription(), cancellationToken).GetAsyncEnumerator(cancellationToken);
        _ = await frames.MoveNextAsync();
        return new Stalled(client, frames);
    }

    private sealed class Stalled(DataBusClient client, IAsyncEnumerator<Delivery> frames) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await frames.DisposeAsync();
            client.Dispose();
        }
    }
}
