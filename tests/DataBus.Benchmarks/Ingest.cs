using System.Diagnostics;
using DataBus.V1;

namespace DataBus.Benchmarks;

/// <summary>Acknowledged changes in a second: by the hub, by Redis with the same promise, and by the bare disk.</summary>
internal sealed class Ingest(BenchmarkOptions options, TextWriter output, HubProcess process, Pusher pusher, Workload workload)
{
    private readonly Measure _disk = new("append + fdatasync", "changes/s");
    private readonly Measure _redis = new("Redis, appendfsync always", "changes/s");
    private readonly Measure _hub = new("hub", "changes/s");
    private readonly Measure _processor = new("hub processor per change", "µs");

    public async Task RunAsync(string folder, Func<Task> quietAsync, CancellationToken cancellationToken)
    {
        output.WriteLine($"ingest: {BenchmarkOptions.BatchSize:N0} changes a batch, {BenchmarkOptions.InFlight} batches in flight");
        var program = RedisServer.Find();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var batches = workload.Batches(options.Changes);
            var synced = DiskLimit.Append(Path.Combine(folder, "limit"), batches.Select(Workload.Payload), cancellationToken);
            _disk.Add(PerSecond(TimeSpan.FromTicks(synced.Sum(time => time.Ticks))));
            if (program is not null)
                _redis.Add(PerSecond(await TimeRedisAsync(program, Path.Combine(folder, $"redis-{round}"), batches, cancellationToken)));
            await quietAsync();
            var used = process.ProcessorTime();
            _hub.Add(PerSecond(await TimeAsync(() => pusher.PushAsync(batches, cancellationToken))));
            await quietAsync();
            _processor.Add((process.ProcessorTime() - used).TotalMicroseconds / options.Changes);
            output.WriteLine($"  round {round}: {Measure.Load()}");
        }

        output.WriteLine(_disk.Summary(_hub));
        output.WriteLine(program is null ? "  Redis is not installed" : _redis.Summary(_hub));
        output.WriteLine(_hub.Summary());
        output.WriteLine(_processor.Summary());
    }

    private static async Task<TimeSpan> TimeRedisAsync(string program, string folder, List<Batch> batches, CancellationToken cancellationToken)
    {
        List<byte[]> commands = [.. batches.Select(RedisServer.Commands)];
        await using var redis = await RedisServer.StartAsync(program, folder, cancellationToken);
        return await TimeAsync(() => redis.SetAsync(commands, cancellationToken));
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start);
    }

    private double PerSecond(TimeSpan time) => options.Changes / time.TotalSeconds;
}
