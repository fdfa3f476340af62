using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;
using Mark = DataBus.V1.SubscribeResponse.MarkOneofCase;

namespace DataBus.Tests.Hub.Api;

public sealed class DeliveryApiTests : IAsyncLifetime
{
    private const string Platforms = "science.platforms";

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Subscribe_HubRestartsInTheSnapshot_ReaderEndsWithTheHubsState()
    {
        for (var i = 0; i < 10; i++)
            await _hub.PushAsync(Platforms, [.. Enumerable.Range(i * 50, 50).Select(number => Platform(number, "初"))]);
        var request = new SubscribeRequest { Kinds = { Kind.Platform } };
        var state = new Dictionary<string, string>();
        using (var call = new DeliveryService.DeliveryServiceClient(_hub.Channel).Subscribe(request, cancellationToken: Token))
        {
            while (state.Count == 0 && await call.ResponseStream.MoveNext(Token))
            {
                Apply(state, call.ResponseStream.Current);
                request.Bookmark = call.ResponseStream.Current.Bookmark;
            }
        }
        await _hub.RestartAsync();
        await _hub.PushAsync(Platforms, Platform(1, "改"), Platform(900, "新"));

        using (var call = new DeliveryService.DeliveryServiceClient(_hub.Channel).Subscribe(request, cancellationToken: Token))
        {
            var frame = new SubscribeResponse();
            while (!(frame.MarkCase == Mark.CaughtUp && frame.Consistent) && await call.ResponseStream.MoveNext(Token))
                Apply(state, frame = call.ResponseStream.Current);
        }

        Assert.Equal(await HubStateAsync(), state);
    }

    [Fact]
    public async Task Subscribe_LivePush_ArrivesAndThenTheHeadIsReached()
    {
        using var call = new DeliveryService.DeliveryServiceClient(_hub.Channel).Subscribe(
            new SubscribeRequest { Now = true, Kinds = { Kind.Platform } }, cancellationToken: Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));

        var pushed = await _hub.PushAsync(Platforms, Platform(1, "新"));

        var frames = new List<SubscribeResponse>();
        while ((frames.Count == 0 || frames[^1].LastRevision < pushed.Revision) && await call.ResponseStream.MoveNext(Token))
            frames.Add(call.ResponseStream.Current);
        var change = Assert.Single(frames.SelectMany(frame => frame.Changes));
        Assert.Equal("新", change.PlatformProfile.Name);
        Assert.All(frames.SelectMany(frame => frame.Runs), run => Assert.Equal(("", null), (run.PositionAfter, run.Tallies)));
    }

    [Fact]
    public async Task Subscribe_MalformedRequest_SaysEverythingAtOnce()
    {
        var request = new SubscribeRequest { Kinds = { (Kind)9 }, Facets = { "no.such" }, Keys = { new Key() } };

        var error = await Assert.ThrowsAsync<RpcException>(() => _hub.FollowAsync(request, Mark.CaughtUp));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(3, error.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Count);
    }

    [Fact]
    public async Task Subscribe_BookmarkOfAnotherHub_GetsResyncAndEnds()
    {
        await using var other = await HubFixture.StartAsync();
        var bookmark = (await other.FollowAsync(new SubscribeRequest(), Mark.CaughtUp))[^1].Bookmark;

        var frames = await _hub.FollowAsync(new SubscribeRequest { Bookmark = bookmark }, Mark.None);

        Assert.Equal("EPOCH_CHANGED", Assert.Single(frames).Resync.Reason);
    }

    private static void Apply(Dictionary<string, string> state, SubscribeResponse frame)
    {
        foreach (var change in frame.Changes)
            state[change.Key.Value] = change.PlatformProfile.Name;
    }

    private async Task<Dictionary<string, string>> HubStateAsync()
    {
        var query = new QueryService.QueryServiceClient(_hub.Channel);
        var page = await query.ListEntitiesAsync(new ListEntitiesRequest { Kind = "platform", PageSize = 1_000 }, cancellationToken: Token);
        return page.Entities.ToDictionary(entity => entity.Key.Value, entity => entity.Facets.Single().Change.PlatformProfile.Name);
    }

    private static Change Platform(int number, string name)
    {
        var change = Sound.Of(Sound.Platform);
        change.Key.Value = $"{Platforms}:{number}";
        change.PlatformProfile.Name = name;
        return change;
    }
}
