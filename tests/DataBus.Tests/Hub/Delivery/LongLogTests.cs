using System.Diagnostics;
using System.Globalization;
using DataBus.Client;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Delivery;

/// <summary>Readers of a long log of the real hub: one that takes nothing, and one for whom hardly anything is.</summary>
public sealed class LongLogTests
{
    private const string Source = "science.platforms";
    private const int BatchSize = 1_000;
    private const int Wanted = 100;
    private const long MostBytes = 50 * 1024 * 1024;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    /// <summary>Changes in the log. More: <c>DATABUS_LONG_LOG=1000000</c>.</summary>
    private static readonly int _changes =
        int.TryParse(Environment.GetEnvironmentVariable("DATABUS_LONG_LOG"), CultureInfo.InvariantCulture, out var count) ? count : 60_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Beside a reader that keeps up, not beside none: what it takes to deliver at all is no stalled reader's.
    [Fact]
    public async Task SubscribeAsync_AReaderTakesNothing_TheHeapGrowsAsBesideOneThatKeepsUp()
    {
        // The first hub of a process makes things once.
        _ = await GrowthAsync(isStalled: false);
        var keptUp = await GrowthAsync(isStalled: false);

        var stalled = await GrowthAsync(isStalled: true);

        Tell($"{_changes:N0} changes: the heap grew by {keptUp / 1024.0 / 1024:N1} MB beside a reader that kept up, {stalled / 1024.0 / 1024:N1} MB beside a stalled one");
        Assert.InRange(stalled - keptUp, long.MinValue, MostBytes);
    }

    [Fact]
    public async Task SubscribeAsync_HardlyAnythingMatches_SaysSomethingAllAlongAndMissesNothing()
    {
        await using var hub = await HubFixture.StartAsync();
        using var client = Client(hub);
        await PushAsync(client, isWanted: number => number % (_changes / Wanted) == 0, "样例企业技术中心");
        var wanted = new KeyPrefix { Scheme = "local", Value = $"{Source}:wanted-" };

        var (seen, progress, longest, began) = (0, 0, TimeSpan.Zero, Stopwatch.GetTimestamp());
        var last = began;
        await foreach (var delivery in client.SubscribeAsync(new Subscription { KeyPrefixes = [wanted] }, Token))
        {
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(last).Ticks));
            last = Stopwatch.GetTimestamp();
            seen += delivery.Changes.Count;
            progress += delivery.Kind == DeliveryKind.Progress ? 1 : 0;
            if (delivery.Kind == DeliveryKind.CaughtUp)
                break;
        }

        Tell($"{_changes:N0} changes, {seen} for the reader: {Stopwatch.GetElapsedTime(began).TotalSeconds:N2} s, {progress} progress frames, longest silence {longest.TotalSeconds:N2} s");
        Assert.Equal(Wanted, seen);
        Assert.InRange(longest, TimeSpan.Zero, _longest);
    }

    // Of the heap after everything dead was collected; what the log keeps is not in it.
    private static async Task<long> GrowthAsync(bool isStalled)
    {
        await using var hub = await HubFixture.StartAsync();
        using var client = Client(hub);
        using var reader = Client(hub);
        await using var frames = reader.SubscribeAsync(new Subscription { Facets = ["platform.profile"] }, Token).GetAsyncEnumerator(Token);
        Assert.True(await frames.MoveNextAsync());
        // What the hub before it held, it would else give back meanwhile.
        GC.WaitForPendingFinalizers();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var following = isStalled ? Task.CompletedTask : Task.Run(() => FollowAsync(frames), Token);
        await PushAsync(client, isWanted: static _ => false, new string('台', 200));
        await following;
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private static async Task FollowAsync(IAsyncEnumerator<global::DataBus.Client.Delivery> frames)
    {
        var seen = 0;
        while (seen < _changes && await frames.MoveNextAsync())
            seen += frames.Current.Changes.Count;
    }

    private static async Task PushAsync(DataBusClient client, Func<int, bool> isWanted, string name)
    {
        await using var session = await client.OpenPushAsync(Source, "test", takeOver: true, Token);
        var position = session.Opened.Position;
        for (var number = 0; number < _changes; number += BatchSize)
        {
            var batch = new Batch
            {
                PositionBefore = position,
                PositionAfter = position = string.Create(CultureInfo.InvariantCulture, $"{number + BatchSize}"),
                Items = { Enumerable.Range(number, BatchSize).Select(at => new PushItem { Change = Platform(isWanted(at) ? $"wanted-{at}" : $"{at}", name) }) },
            };
            Assert.Equal((ulong)BatchSize, (await session.SendAsync(batch, Token)).Tallies.Accepted);
        }
    }

    // The default of them holds more than the bound: a queue of a reader's own would show.
    private static Change Platform(string number, string name)
    {
        var profile = Sound.Platform;
        profile.Name = profile.HostName = name;
        return new Change { Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"{Source}:{number}" }, PlatformProfile = profile };
    }

    private static DataBusClient Client(HubFixture hub) => new(new DataBusOptions { Hub = hub.Grpc.ToString(), Source = Source });

    private static void Tell(FormattableString what) => TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant(what));
}
