using DataBus.Client;

namespace DataBus.Benchmarks;

/// <summary>One run: a hub with a temporary folder, a warm-up, the measures that were asked for; nothing is left of it.</summary>
internal sealed class BenchmarkRun(BenchmarkOptions options, TextWriter output)
{
    private const int WarmUpBatches = 30;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("databus-benchmark-").FullName;
        try
        {
            if (options.Part != "desk")
                await MeasureAsync(folder, cancellationToken);
            if (options.Measures("desk"))
                await new Desk(options, output).RunAsync(Path.Combine(folder, "desk"), cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task MeasureAsync(string folder, CancellationToken cancellationToken)
    {
        await using var hub = await HubProcess.StartAsync(Path.Combine(folder, "hub"), cancellationToken);
        using var client = hub.Connect();
        var workload = new Workload();
        await using var pusher = await Pusher.OpenAsync(client, cancellationToken);
        await pusher.PushAsync(workload.Batches(WarmUpBatches * BenchmarkOptions.BatchSize), cancellationToken);
        var bytes = Workload.Payload(workload.NextBatch(BenchmarkOptions.BatchSize)).Length / BenchmarkOptions.BatchSize;
        output.WriteLine($"{options.Changes:N0} changes of {bytes} bytes a round, {options.Rounds} rounds, {Measure.Load()}");

        if (options.Measures("ingest"))
            await new Ingest(options, output, hub, pusher, workload).RunAsync(folder, () => QuietAsync(client, cancellationToken), cancellationToken);
        else if (options.Measures("catch-up"))
            await pusher.PushAsync(workload.Batches(options.Changes), cancellationToken);
        await QuietAsync(client, cancellationToken);
        if (options.Measures("catch-up"))
            await new CatchUp(options, output, hub).RunAsync(cancellationToken);
        if (options.Measures("latency"))
            await new Latency(options, output, hub, pusher, workload).RunAsync(folder, cancellationToken);
        if (options.Measures("readers"))
            await new Crowd(options, output, hub, pusher, workload).RunAsync(cancellationToken);
        output.WriteLine($"hub: {hub.ResidentBytes() >> 20} MB resident, {hub.ProcessorTime().TotalSeconds:0.0} s of processor; at the end {Measure.Load()}");
    }

    // The views follow the log on their own: what they still have to do would be charged to the next measure.
    private static async Task QuietAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        while (await client.Operations.GetStatusAsync(cancellationToken) is { } status && status.Watermark < status.Head)
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
    }
}
