using DataBus.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using static DataBus.Tests.Hub.Api.NamedCalls;

namespace DataBus.Tests.Hub.Api;

/// <summary>Tails from a time and from a revision, over what the hub itself has written.</summary>
public sealed class TailStartApiTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
    private HubFixture _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(time: _time);

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Subscribe_FromTime_GivesWhatWasCommittedAtOrAfterIt()
    {
        var times = new List<DateTimeOffset>();
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(10));
            times.Add(_time.GetUtcNow());
            await _hub.PushAsync(Platforms, Platform(i, $"第{i}"));
        }
        _time.Advance(TimeSpan.FromMinutes(10));

        for (var i = 0; i < 5; i++)
        {
            string[] expected = [.. Enumerable.Range(i, 5 - i).Select(n => $"第{n}")];
            Assert.Equal(expected, Names(await FromAsync(times[i])));
            Assert.Equal(expected, Names(await FromAsync(times[i].AddMinutes(-5))));
            Assert.Equal(expected.Skip(1), Names(await FromAsync(times[i].AddTicks(1))));
        }
        Assert.Equal(5, Names(await FromAsync(DateTimeOffset.UnixEpoch)).Count());
        Assert.Empty(Names(await FromAsync(_time.GetUtcNow())));
        Assert.DoesNotContain(await FromAsync(times[0]), frame => frame.Consistent);
    }

    [Fact]
    public async Task Subscribe_TimeInTheFutureOrRevisionBeyondTheHead_IsInvalidAndNamesTheHead()
    {
        var future = await Assert.ThrowsAsync<RpcException>(() => FromAsync(_time.GetUtcNow().AddSeconds(1)));
        var beyond = await Assert.ThrowsAsync<RpcException>(() => _hub.ReadAsync(new SubscribeRequest { FromRevision = 1_000_000 }));

        foreach (var error in new[] { future, beyond })
        {
            Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
            Assert.Contains("head", error.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Subscribe_ByNameFromARevision_KeepsItAndGoesOnThere()
    {
        var first = await _hub.PushAsync(Platforms, Platform(1, "甲"), Platform(2, "乙"));
        await _hub.PushAsync(Platforms, Platform(3, "丙"));
        var request = new SubscribeRequest { Kinds = { Kind.Platform }, Name = "late-app", FromRevision = first.Revision };

        var frames = await _hub.ReadAsync(request);
        var again = await _hub.ReadAsync(new SubscribeRequest { Kinds = { Kind.Platform }, Name = "late-app" });

        Assert.Equal(["丙"], Names(frames));
        Assert.Equal(["丙"], Names(again));
        Assert.InRange((await _hub.ReaderAsync("late-app")).Acknowledged, 1UL, first.Revision);
    }

    private Task<List<SubscribeResponse>> FromAsync(DateTimeOffset from) =>
        _hub.ReadAsync(new SubscribeRequest { Kinds = { Kind.Platform }, FromTime = Timestamp.FromDateTimeOffset(from) });
}
