using System.Diagnostics;
using DataBus.Client;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Benchmarks;

/// <summary>How long operators wait at a desk with many failed pushes: for a page, for groups, and after a start of the hub.</summary>
internal sealed class Desk(BenchmarkOptions options, TextWriter output)
{
    private const int Items = 100_000;
    private const int Calls = 40;

    private readonly FailedFilter _narrow = new()
    {
        Bureau = "区科技局",
        Facet = Workload.Facet,
        Field = "valid_from",
        Value = "2026-13-07",
        OlderThan = Duration.FromTimeSpan(TimeSpan.Zero),
        States = { FailedState.Held, FailedState.Returned },
        Patched = false,
        Overdue = false,
    };

    /// <param name="folder">Where a hub of its own keeps its data.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task RunAsync(string folder, CancellationToken cancellationToken)
    {
        output.WriteLine($"desk: {Items:N0} failed pushes, {Calls} calls of each kind a round, one after the other");
        await using (var hub = await HubProcess.StartAsync(folder, cancellationToken))
        {
            using var client = hub.Connect();
            await FillAsync(client, cancellationToken);
            await AskAsync(client, cancellationToken);
            await SavedAsync(folder, cancellationToken);
            output.WriteLine($"  hub: {hub.ResidentBytes() >> 20} MB resident; its index is {new FileInfo(IndexOf(folder)).Length >> 20} MB on disk");
        }

        await StartAsync("start, the index is there", folder, static _ => { }, cancellationToken);
        await StartAsync("start, the index is made again", folder, File.Delete, cancellationToken);
    }

    private static string IndexOf(string folder) => Path.Combine(folder, "desk", "index.db");

    private async Task FillAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        await using var pusher = await Pusher.OpenAsync(client, static tallies => tallies.Held, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        await pusher.PushAsync(new HeldWorkload().Batches(Items), cancellationToken);
        var pushed = Stopwatch.GetElapsedTime(start);
        var page = await client.Desk.ListFailedAsync(new ListFailedRequest { PageSize = 1 }, cancellationToken);
        if (page.Total != Items)
            throw new InvalidOperationException($"The desk has {page.Total} failed pushes.");
        output.WriteLine($"  pushed in {pushed.TotalSeconds:0.0} s, in the index {(Stopwatch.GetElapsedTime(start) - pushed).TotalSeconds:0.0} s later");
    }

    // The hub saves its index behind: done when the files grow no more.
    private static async Task SavedAsync(string folder, CancellationToken cancellationToken)
    {
        for (var (quiet, before) = (0, 0L); quiet < 4;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            var now = new DirectoryInfo(Path.GetDirectoryName(IndexOf(folder))!).EnumerateFiles().Sum(static file => file.Length);
            (quiet, before) = (now == before ? quiet + 1 : 0, now);
        }
    }

    private async Task AskAsync(DataBusClient client, CancellationToken cancellationToken)
    {
        var groups = await client.Desk.GroupFailedAsync(new GroupFailedRequest(), cancellationToken);
        var narrow = await client.Desk.ListFailedAsync(new ListFailedRequest { Filter = _narrow }, cancellationToken);
        output.WriteLine($"  {groups.Total} groups; the narrow filter finds {narrow.Total:N0}");
        (string Name, Func<Task> Call)[] kinds =
        [
            ("list, first page of 100", () => ListAsync(new ListFailedRequest())),
            ("list, page of 100 at 90 %", () => ListAsync(new ListFailedRequest { PageToken = $"{narrow.Revision / 10 * 9}" })),
            ("list, eight conditions", () => ListAsync(new ListFailedRequest { Filter = _narrow })),
            ("list, one cause", () => ListAsync(new ListFailedRequest { Filter = new FailedFilter { Cause = groups.Groups[0].Cause } })),
            ("list, one key", () => ListAsync(new ListFailedRequest { Filter = new FailedFilter { Key = narrow.Items[0].Address.Key.Value } })),
            ("group, all", () => client.Desk.GroupFailedAsync(new GroupFailedRequest(), cancellationToken)),
            ("group, eight conditions", () => client.Desk.GroupFailedAsync(new GroupFailedRequest { Filter = _narrow }, cancellationToken)),
        ];
        foreach (var (name, call) in kinds)
            await AskAsync(name, call);

        Task ListAsync(ListFailedRequest request) => client.Desk.ListFailedAsync(request, cancellationToken);
    }

    private async Task AskAsync(string name, Func<Task> call)
    {
        var p50 = new Measure($"{name}, p50", "ms");
        var p99 = new Measure($"{name}, p99", "ms");
        for (var round = 1; round <= options.Rounds; round++)
        {
            var times = new List<double>();
            for (var i = 0; i < Calls; i++)
            {
                var start = Stopwatch.GetTimestamp();
                await call();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            p50.Add(Measure.Percentile(times, 0.5));
            p99.Add(Measure.Percentile(times, 0.99));
        }
        output.WriteLine(p50.Summary());
        output.WriteLine(p99.Summary());
    }

    // From the start of the process until its desk has answered.
    private async Task StartAsync(string name, string folder, Action<string> before, CancellationToken cancellationToken)
    {
        var measure = new Measure(name, "s");
        var resident = 0L;
        for (var round = 1; round <= options.Rounds; round++)
        {
            before(IndexOf(folder));
            var start = Stopwatch.GetTimestamp();
            await using var hub = await HubProcess.StartAsync(folder, cancellationToken);
            using var client = hub.Connect();
            _ = await client.Desk.ListFailedAsync(new ListFailedRequest(), cancellationToken);
            measure.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            resident = hub.ResidentBytes();
        }
        output.WriteLine($"{measure.Summary()}, {Measure.Load()}, {resident >> 20} MB resident");
    }
}
