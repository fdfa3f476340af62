using DataBus.Client;
using DataBus.Hub.Entities;
using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Api;

/// <summary>Digests as a reader in any language compares them.</summary>
public sealed class DigestApiTests : IAsyncLifetime
{
    private const string Labels = "science.tier-labels";
    private const string Tax = "tax.rd-deduction";

    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DigestScope Enterprises => new() { Kind = "enterprise" };

    private DigestService.DigestServiceClient Digests => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(time: _time);

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task GetDigest_OfWhatAReaderHolds_IsTheReadersOwn()
    {
        await _hub.PushAsync(Labels, [.. Enumerable.Range(0, 300).Select(number => Samples.Label($"C{number}"))]);
        var changed = Samples.Label("C7");
        changed.TierLabel.Batch = "again";
        await _hub.PushAsync(Labels, changed, new Change { Key = changed.Key, Tombstone = new Tombstone { Facet = "enterprise.tier_label", Instance = Addresses.Of(Samples.Label("C9"))!.Instance } });
        await _hub.PushAsync("ip-center.api", Samples.Event("1", 1), Samples.Event("2", 2));
        var held = new EntitySet();
        foreach (var frame in await _hub.FollowAsync(new SubscribeRequest { Facets = { "enterprise.tier_label", "achievement.legal_event" } }, SubscribeResponse.MarkOneofCase.CaughtUp))
            held.Apply(DataBus.Client.Delivery.Of(frame));

        var labels = await GetAsync(new DigestScope { Kind = "enterprise", Facets = { "enterprise.tier_label" } }, depth: 2);
        var events = await GetAsync(new DigestScope { Kind = "achievement" }, depth: 0);

        Assert.Equal(Own(held, Kind.Enterprise, 2), labels.Buckets);
        Assert.Equal(299UL, (ulong)labels.Buckets.Sum(bucket => (long)bucket.Count));
        Assert.Equal(Own(held, Kind.Achievement, 0), events.Buckets);
        Assert.Equal(2UL, Assert.Single(events.Buckets).Count);
        Assert.True(labels.Revision >= held.Contents.Max(content => content.Revision));
    }

    [Fact]
    public async Task GetDigest_ClosedFacet_CountsForItsOwnerAndOperatorsOnly()
    {
        await _hub.PushAsync(Labels, Samples.Label("C1"));
        var before = await GetAsync(Enterprises, 0);
        await _hub.PushAsync(Tax, new Change { Key = Sound.Enterprise, RdDeduction = Sound.RdDeduction });

        var reader = await GetAsync(Enterprises, 0);
        var owner = await GetAsync(Enterprises, 0, HubFixture.Caller(source: Tax));
        var oneself = await GetAsync(Enterprises, 0, HubFixture.Caller(isOperator: true));
        var other = await GetAsync(new DigestScope { Kind = "enterprise", Facets = { "enterprise.rd_deduction" } }, 0, HubFixture.Caller(source: Labels));

        Assert.Equal(before.Buckets, reader.Buckets);
        Assert.Equal(2UL, Assert.Single(owner.Buckets).Count);
        Assert.Equal(owner.Buckets, oneself.Buckets);
        Assert.Empty(other.Buckets);
        Assert.Equal(["enterprise.tier_label"], await FacetsAsync(HubFixture.Caller()));
        Assert.Equal(["enterprise.rd_deduction", "enterprise.tier_label"], await FacetsAsync(HubFixture.Caller(source: Tax)));
    }

    [Fact]
    public async Task ListDigested_WhileTheHubGoesOn_IsOfTheDigestsRevision()
    {
        await _hub.PushAsync(Labels, [.. Enumerable.Range(0, 50).Select(number => Samples.Label($"C{number}"))]);
        var digest = await GetAsync(Enterprises, 1, narrow: true);
        await _hub.PushAsync(Labels, [.. Enumerable.Range(40, 40).Select(number => Samples.Label($"D{number}"))]);

        var all = await ListAsync(Enterprises, digest.PageToken, size: 7);
        var wanted = digest.Buckets[3].Prefix;
        var some = await ListAsync(Enterprises, digest.PageToken, size: 7, [wanted]);

        Assert.Equal(50, all.Count);
        Assert.Equal(digest.Buckets, Own(all, 1));
        Assert.Equal(digest.Buckets.Where(bucket => bucket.Prefix == wanted), Own(some, 1));
        Assert.All(all, row => Assert.True(row.Revision <= digest.Revision));
    }

    [Fact]
    public async Task GetDigest_OfARangeOfKeys_HasBothItsEnds()
    {
        await _hub.PushAsync("science.platforms", [.. Enumerable.Range(1, 5).Select(number => Cli.Mirror.MirrorHub.Platform(number, "甲"))]);
        var scope = new DigestScope { Kind = "platform", FirstKey = "platform/local/science.platforms:2", LastKey = "platform/local/science.platforms:4" };

        var digest = await GetAsync(scope, 0, narrow: true);
        var rows = await ListAsync(scope, digest.PageToken, size: 100);

        Assert.Equal(["science.platforms:2", "science.platforms:3", "science.platforms:4"], rows.Select(row => row.Address.Key.Value));
        Assert.Equal(3UL, Assert.Single(digest.Buckets).Count);
    }

    [Fact]
    public async Task ListDigested_AfterAMinute_IsExpired()
    {
        await _hub.PushAsync(Labels, Samples.Label("C1"));
        var digest = await GetAsync(Enterprises, 0, narrow: true);
        _time.Advance(KeptViews.Lifetime + TimeSpan.FromSeconds(1));

        var refused = await Assert.ThrowsAsync<RpcException>(() => ListAsync(Enterprises, digest.PageToken, size: 10));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
    }

    [Fact]
    public async Task GetDigest_RevisionBeyondTheHead_IsOutOfRange()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => Digests.GetDigestAsync(
            new GetDigestRequest { Scope = Enterprises, AtLeastRevision = 1_000_000 }, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.OutOfRange, refused.StatusCode);
    }

    [Theory]
    [InlineData("enterprise", "no.facet", "", 0u)]
    [InlineData("nothing", "", "", 0u)]
    [InlineData("enterprise", "", "platform/local/science.platforms:1", 0u)]
    [InlineData("enterprise", "", "", 3u)]
    public async Task GetDigest_NoScope_IsInvalid(string kind, string facet, string first, uint depth)
    {
        var scope = new DigestScope { Kind = kind, FirstKey = first };
        if (facet.Length > 0)
            scope.Facets.Add(facet);

        var refused = await Assert.ThrowsAsync<RpcException>(() => GetAsync(scope, depth));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    [Fact]
    public async Task ListDigested_TokenOfAnotherScope_IsInvalid()
    {
        var digest = await GetAsync(Enterprises, 0, narrow: true);

        var refused = await Assert.ThrowsAsync<RpcException>(() => ListAsync(new DigestScope { Kind = "platform" }, digest.PageToken, size: 10));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
    }

    private async Task<GetDigestResponse> GetAsync(DigestScope scope, uint depth, Metadata? caller = null, bool narrow = false) => await Digests.GetDigestAsync(
        new GetDigestRequest { Scope = scope, Depth = depth, Narrow = narrow }, caller ?? HubFixture.Caller(), cancellationToken: Token);

    private async Task<string[]> FacetsAsync(Metadata caller)
    {
        var digest = await GetAsync(Enterprises, 0, caller, narrow: true);
        var page = await Digests.ListDigestedAsync(new ListDigestedRequest { Scope = Enterprises, PageToken = digest.PageToken }, caller, cancellationToken: Token);
        return [.. page.Rows.Select(row => row.Address.Facet).Order(StringComparer.Ordinal)];
    }

    private async Task<List<DigestedRow>> ListAsync(DigestScope scope, string token, uint size, Google.Protobuf.ByteString[]? prefixes = null)
    {
        var rows = new List<DigestedRow>();
        var request = new ListDigestedRequest { Scope = scope, PageToken = token, PageSize = size, Prefixes = { prefixes ?? [] } };
        do
        {
            var page = await Digests.ListDigestedAsync(request, HubFixture.Caller(), cancellationToken: Token);
            rows.AddRange(page.Rows);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return rows;
    }

    private static IEnumerable<BucketDigest> Own(EntitySet held, Kind kind, int depth) => Own(
        held.Contents.Where(content => content.Change.Key.Kind == kind).Select(content => new DigestedRow
        {
            Address = Addresses.Of(content.Change),
            EventId = Addresses.EventIdOf(content.Change),
            Revision = content.Revision,
        }), depth);

    private static BucketDigest[] Own(IEnumerable<DigestedRow> rows, int depth)
    {
        var digests = new SetDigests(depth);
        foreach (var row in rows)
            digests.Add(SetDigests.NameOf(KeyText.Format(row.Address.Key), row.Address.Facet, row.Address.Instance, row.EventId), row.Revision);
        return [.. digests.All()];
    }
}
