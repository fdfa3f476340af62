using DataBus.Client;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Client;

/// <summary>The library against the hub itself.</summary>
public sealed class RealHubTests : IAsyncLifetime
{
    private const string Platforms = "science.platforms";
    private const string Registrations = "market-regulation.registrations";

    private HubFixture _hub = null!;
    private DataBusClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _client = ClientOf(_hub);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [Fact]
    public async Task SendAsync_BatchesInFlight_MoveThePositionAndAreListed()
    {
        await using (var session = await _client.OpenPushAsync(Platforms, "host/1", cancellationToken: Token))
        {
            var results = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => session.SendAsync(BatchOf(n), Token)));
            await session.CompleteAsync(Token);

            Assert.Equal(20UL, results.Aggregate(0UL, (sum, result) => sum + result.Tallies.Accepted));
        }
        await using var again = await _client.OpenPushAsync(Platforms, "host/2", cancellationToken: Token);
        var addresses = await _client.ListAddressesAsync(Platforms, Token).ToListAsync(Token);

        Assert.Equal("20", again.Opened.Position);
        Assert.Equal(20, addresses.Count);
        Assert.All(addresses, state => Assert.Equal((true, 16), (state.Live, state.OriginHash.Length)));
        Assert.Empty(await _client.ListFilesAsync(Platforms, Token));
    }

    [Fact]
    public async Task OpenPushAsync_LeaseHeld_NamesTheHolderAndTakesOver()
    {
        await using var first = await _client.OpenPushAsync(Platforms, "host/1", cancellationToken: Token);

        var refused = await Assert.ThrowsAsync<DataBusException>(() => _client.OpenPushAsync(Platforms, "host/2", cancellationToken: Token));
        await using var second = await _client.OpenPushAsync(Platforms, "host/2", takeOver: true, Token);
        var lost = await Assert.ThrowsAsync<DataBusException>(() => first.SendAsync(BatchOf(1), Token));

        Assert.Equal(("LEASE_HELD", "host/1", false), (refused.Reason, refused.Facts["holder"], refused.IsTransient));
        Assert.NotEmpty(refused.LocalizedMessages["zh-CN"]);
        Assert.Equal((StatusCode.FailedPrecondition, "LEASE_LOST"), (lost.Code, lost.Reason));
    }

    [Fact]
    public async Task SendAsync_WrongPosition_IsTransientAndNamesTheRightOne()
    {
        await using var session = await _client.OpenPushAsync(Platforms, "host/1", cancellationToken: Token);
        await session.SendAsync(BatchOf(1), Token);

        var error = await Assert.ThrowsAsync<DataBusException>(() => session.SendAsync(BatchOf(3), Token));

        Assert.Equal(("POSITION_MISMATCH", "1", true), (error.Reason, error.Facts["position"], error.IsTransient));
    }

    [Fact]
    public async Task SubscribeAsync_HubRestartsInTheMiddle_EndsWithExactlyTheHubsState()
    {
        using var pusher = ClientOf(_hub);
        await PushAsync(pusher, Platform(1, "甲"), Platform(2, "乙"), Platform(3, "丙"));
        await using var deliveries = _client.SubscribeAsync(new Subscription(), Token).GetAsyncEnumerator(Token);
        var set = new EntitySet();
        await FollowToAsync(deliveries, set, (await pusher.Operations.GetStatusAsync(Token)).Head);

        await _hub.StopAsync();
        await _hub.OpenAsync(_hub.Grpc.Port);
        await PushAsync(pusher, Platform(2, "乙二"), Platform(4, "丁"));
        await FollowToAsync(deliveries, set, (await pusher.Operations.GetStatusAsync(Token)).Head);

        await AssertEqualsHubAsync(set, pusher);
        Assert.True(set.Consistent);
        Assert.Equal(4, set.CountOf(Kind.Platform));
    }

    [Fact]
    public async Task SubscribeAsync_StartedLate_GetsWhatIsLiveAndNothingSuperseded()
    {
        await PushAsync(_client, Platform(1, "甲"));
        await PushAsync(_client, Platform(1, "甲二"), Platform(2, "乙"));
        var names = new List<string>();

        await foreach (var delivery in _client.SubscribeAsync(new Subscription { Facets = ["platform.profile"] }, Token))
        {
            names.AddRange(delivery.Changes.Select(change => change.Change.PlatformProfile.Name));
            if (delivery.Kind == DeliveryKind.CaughtUp)
                break;
        }

        Assert.Equal(["甲二", "乙"], names);
    }

    [Fact]
    public async Task SubscribeAsync_BookmarkOfAnotherHub_Resyncs()
    {
        await using var other = await HubFixture.StartAsync();
        using var client = ClientOf(other);
        var bookmark = (await client.SubscribeAsync(new Subscription(), Token).FirstAsync(Token)).Bookmark;

        var kinds = await _client.SubscribeAsync(new Subscription { Bookmark = bookmark }, Token)
            .Select(delivery => delivery.Kind).ToListAsync(Token);

        Assert.Equal([DeliveryKind.Resync], kinds);
    }

    [Fact]
    public async Task SubscribeAsync_UnknownFacet_NamesTheField()
    {
        var error = await Assert.ThrowsAsync<DataBusException>(
            async () => await _client.SubscribeAsync(new Subscription { Facets = ["platform.nonsense"] }, Token).FirstAsync(Token));

        Assert.Equal((StatusCode.InvalidArgument, false), (error.Code, error.IsTransient));
        Assert.StartsWith("facets", Assert.Single(error.Violations).Field, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_AfterAPush_AnswersWhatWasPushed()
    {
        await PushAsync(_client, Platform(1, "甲"), Platform(2, "乙"));
        await PushAsync(_client, Platform(1, "甲二"));
        var key = Platform(1, "").Key;

        var entity = await _client.Query.GetEntityAsync(key, Token);
        var listed = await _client.Query.ListAllEntitiesAsync(Kind.Platform, cancellationToken: Token).ToListAsync(Token);
        var history = await _client.Query.GetHistoryAsync(HistoryOf(key), Token);
        var explained = await _client.Query.ExplainAsync(key, cancellationToken: Token);
        var counts = await _client.Query.CountEntitiesAsync(Token);
        var indicators = await _client.Query.ListIndicatorsAsync(Token);
        var missing = await Assert.ThrowsAsync<DataBusException>(() => _client.Query.GetEntityAsync(Platform(9, "").Key, Token));

        Assert.Equal("甲二", Assert.Single(entity.Entity.Facets).Change.PlatformProfile.Name);
        Assert.Equal(2, listed.Count);
        Assert.Equal(["甲二", "甲"], history.Versions.Select(version => version.Change.PlatformProfile.Name));
        Assert.Equal(Platforms, Assert.Single(explained.Facets).Run.Source);
        Assert.Equal(2UL, counts.Platform);
        Assert.NotEmpty(indicators.Indicators);
        Assert.Equal(StatusCode.NotFound, missing.Code);
    }

    [Fact]
    public async Task Desk_HeldRow_IsListedShownReplayedAndDiscarded()
    {
        var pushed = await _client.PushOnceAsync(RequestOf(Registrations, BadRegistration()), Token);
        var id = Assert.Single(pushed.Exceptions).FailedId;

        var listed = await _client.Desk.ListFailedAsync(new ListFailedRequest(), Token);
        var shown = await _client.Desk.GetFailedAsync(id, Token);
        var replayed = await _client.Desk.ReplayFailedAsync(new ReplayFailedRequest { Items = { new FailedRef { Id = id } } }, Token);
        var discarded = await _client.Desk.DiscardFailedAsync(new DiscardFailedRequest { Items = { new FailedRef { Id = id } }, Reason = "录入错误" }, Token);

        Assert.Equal(id, Assert.Single(listed.Items).Id);
        Assert.Equal("2019-13-01", shown.Change.Registration.EstablishedOn);
        Assert.Equal("still_held", Assert.Single(replayed.Results).Result);
        Assert.Equal("discarded", Assert.Single(discarded.Results).Result);
    }

    [Fact]
    public async Task Operations_PauseAndResume_RefuseAndAcceptPushes()
    {
        await _client.Operations.PauseSourceAsync(Platforms, "检查", Token);
        var refused = await Assert.ThrowsAsync<DataBusException>(() => PushAsync(_client, Platform(1, "甲")));
        var paused = (await _client.Operations.ListSourcesAsync(Token)).Sources.Single(source => source.Source == Platforms);
        await _client.Operations.ResumeSourceAsync(Platforms, cancellationToken: Token);
        var accepted = await PushAsync(_client, Platform(1, "甲"));
        var checks = await _client.Operations.VerifyAsync(cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(("SOURCE_PAUSED", false), (refused.Reason, refused.IsTransient));
        Assert.Equal((true, "检查"), (paused.Paused, paused.PausedReason));
        Assert.Equal(1UL, accepted.Tallies.Accepted);
        Assert.Equal((true, true, ""), (checks[^1].Done, checks[^1].Sound, checks[^1].Problem));
    }

    [Fact]
    public async Task Desk_Reader_IsRefused()
    {
        using var reader = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString() });

        var error = await Assert.ThrowsAsync<DataBusException>(() => reader.Desk.ListFailedAsync(new ListFailedRequest(), Token));

        Assert.Equal((StatusCode.PermissionDenied, "ROLE_DENIED"), (error.Code, error.Reason));
    }

    private static DataBusClient ClientOf(HubFixture hub) => new(new DataBusOptions
    {
        Hub = hub.Grpc.ToString(),
        Role = CallerRole.Operator,
        Actor = "王**",
        MaxRetryDelay = TimeSpan.FromMilliseconds(200),
    });

    private static async Task FollowToAsync(IAsyncEnumerator<Delivery> deliveries, EntitySet set, ulong head)
    {
        while (set.Revision < head || !set.CaughtUp)
        {
            Assert.True(await deliveries.MoveNextAsync());
            set.Apply(deliveries.Current);
        }
    }

    private static async Task AssertEqualsHubAsync(EntitySet set, DataBusClient client)
    {
        var atHub = new List<(ulong, Change)>();
        foreach (var kind in new[] { Kind.Enterprise, Kind.Platform, Kind.Achievement, Kind.Indicator })
        {
            await foreach (var entity in client.Query.ListAllEntitiesAsync(kind, cancellationToken: Token))
                atHub.AddRange(entity.Facets.Select(facet => (facet.Revision, facet.Change)));
        }

        Assert.NotEmpty(atHub);
        Assert.Equal(atHub.OrderBy(content => content.Item1), set.Contents.Select(content => (content.Revision, content.Change)).OrderBy(content => content.Revision));
    }

    private static Task<PushOnceResponse> PushAsync(DataBusClient client, params Change[] changes) =>
        client.PushOnceAsync(RequestOf(Platforms, changes), Token);

    private static PushOnceRequest RequestOf(string source, params Change[] changes) => new()
    {
        Source = source,
        Holder = "test",
        Items = { changes.Select((change, index) => new PushItem { Change = change, Row = (ulong)index + 1 }) },
    };

    private static Batch BatchOf(int n) => new()
    {
        PositionBefore = n == 1 ? "" : $"{n - 1}",
        PositionAfter = $"{n}",
        Items = { new PushItem { Change = Platform(n, $"平台{n}"), Row = (ulong)n } },
    };

    private static GetHistoryRequest HistoryOf(Key key) =>
        new() { Kind = "platform", Scheme = key.Scheme, Value = key.Value, Facet = "platform.profile" };

    private static Change Platform(int number, string name)
    {
        var profile = Sound.Platform;
        profile.Kind = "incubator";
        profile.Name = name;
        return new Change
        {
            Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"{Platforms}:{number}" },
            PlatformProfile = profile,
        };
    }

    private static Change BadRegistration()
    {
        var registration = Sound.Registration;
        registration.EstablishedOn = "2019-13-01";
        return Sound.Of(registration);
    }
}
