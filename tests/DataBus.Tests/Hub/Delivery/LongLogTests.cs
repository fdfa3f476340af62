using System.Diagnostics;
using System.Globalization;
using DataBus.Client;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;

namespace DataBus.Tests.Hub.Delivery;

/// <summary>A reader of a long log of the real hub, of which hardly anything is for it.</summary>
public sealed class LongLogTests
{
    private const string Source = "science.platforms";
    private const int BatchSize = 1_000;
    private const int Wanted = 100;

    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    /// <summary>Changes in the log. More: <c>DATABUS_LONG_LOG=1000000</c>.</summary>
    private static readonly int _changes =
        int.TryParse(Environment.GetEnvironmentVariable("DATABUS_LONG_LOG"), CultureInfo.InvariantCulture, out var count) ? count : 10_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SubscribeAsync_HardlyAnythingMatches_SaysSomethingAllAlongAndMissesNothing()
    {
        await using var hub = await HubFixture.StartAsync();
        using var client = Client(hub);
        await PushAsync(client, isWanted: number => number % (_changes / Wanted) == 0);
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

    private static async Task PushAsync(DataBusClient client, Func<int, bool> isWanted)
    {
        await using var session = await client.OpenPushAsync(Source, "test", takeOver: true, Token);
        var position = session.Opened.Position;
        for (var number = 0; number < _changes; number += BatchSize)
        {
            var batch = new Batch
            {
                PositionBefore = position,
                PositionAfter = position = string.Create(CultureInfo.InvariantCulture, $"{number + BatchSize}"),
                Items = { Enumerable.Range(number, BatchSize).Select(at => new PushItem { Change = Platform(isWanted(at) ? $"wanted-{at}" : $"{at}") }) },
            };
            Assert.Equal((ulong)BatchSize, (await session.SendAsync(batch, Token)).Tallies.Accepted);
        }
    }

    private static Change Platform(string number) =>
        new() { Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"{Source}:{number}" }, PlatformProfile = Sound.Platform };

    private static DataBusClient Client(HubFixture hub) => new(new DataBusOptions { Hub = hub.Grpc.ToString(), Source = Source });

    private static void Tell(FormattableString what) => TestContext.Current.SendDiagnosticMessage(FormattableString.Invariant(what));
}
