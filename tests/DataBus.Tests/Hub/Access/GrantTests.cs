using System.Text;
using DataBus.Tests.Hub.Api;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Access;

/// <summary>What is not granted is in no answer, and what is withheld is told apart from what is empty.</summary>
public sealed class GrantTests : IAsyncLifetime
{
    private const string Origins = "education-park.residency";
    private const string Canary = "金丝雀投资有限公司";
    private const string Investment = "777123456.78";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 2, 0, 0, TimeSpan.Zero));
    private readonly Metadata _app = HubFixture.Caller(actor: "dashboard");
    private readonly Metadata _security = new() { { "databus-role", "security" }, { "databus-actor", "zhao" } };
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private GrantService.GrantServiceClient Grants => new(_hub.Channel);

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync(time: _time);
        await PushOriginAsync(Canary, Investment);
        await _hub.PushAsync("market-regulation.registrations", Sound.Of(Sound.Registration));
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Read_WithoutGrant_ShowsOpenFacetsWithoutPersonalFieldsAndSaysWhich()
    {
        var entity = await GetAsync();

        var facet = Assert.Single(entity.Facets);
        Assert.Equal(("津南样例科技有限公司", ""), (facet.Change.Registration.Name, facet.Change.Registration.Representative));
        Assert.Contains(facet.Change.Hub.Withheld, field => field is { Path: "representative", Treatment: FieldTreatment.Absent });
        Assert.DoesNotContain(facet.Change.Hub.Withheld, field => field.Path == "name");
    }

    [Fact]
    public async Task Read_FieldsByGrant_AreShownMaskedHashedOrAbsentAndNoCanaryLeaves()
    {
        await ApplyAsync(Origin(masked: ["enterprise.origin.parent_name"], hashed: ["enterprise.origin.project_name"], absent: ["enterprise.origin.planned_investment"]));

        var seen = (await GetAsync()).Facets.Single(facet => facet.Change.EnterpriseOrigin is not null).Change;
        var all = await EverythingSeenAsync();

        Assert.Equal(("金**", false, 32), (seen.EnterpriseOrigin.ParentName, seen.EnterpriseOrigin.HasPlannedInvestment, seen.EnterpriseOrigin.ProjectName.Length));
        Assert.Equal(3, seen.Hub.Withheld.Count);
        Assert.Equal("integrated_circuit", seen.EnterpriseOrigin.Chain);
        Assert.All(new[] { Canary, Investment, "金丝雀项目" }, canary => Assert.DoesNotContain(canary, all, StringComparison.Ordinal));
        Assert.Contains("integrated_circuit", all, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_HashesOfTwoGrantees_AreTheSameForTheSameValueAndDifferBetweenThem()
    {
        var other = Origin(hashed: ["enterprise.origin.parent_name"]);
        (other.Name, other.Grantee) = ("other", "app/other");
        await ApplyAsync(Origin(hashed: ["enterprise.origin.parent_name"]), other);

        string Hash(Entity entity) => entity.Facets.Single(facet => facet.Change.EnterpriseOrigin is not null).Change.EnterpriseOrigin.ParentName;
        var (mine, again, others) = (Hash(await GetAsync()), Hash(await GetAsync()), Hash(await GetAsync(HubFixture.Caller(actor: "other"))));

        Assert.Equal(mine, again);
        Assert.NotEqual(mine, others);
    }

    [Fact]
    public async Task Subscribe_GrantNarrowedUnderFiftyStreams_EachIsToldAndNoLaterByteHoldsTheField()
    {
        await ApplyAsync(Origin());
        var streams = Enumerable.Range(0, 50).Select(_ => Subscribe(new SubscribeRequest())).ToList();
        foreach (var stream in streams)
            Assert.Contains(await ReadAsync(stream, SubscribeResponse.MarkOneofCase.CaughtUp), frame => frame.Changes.Any(change => change.EnterpriseOrigin?.ParentName == Canary));

        await ApplyAsync(Origin(absent: ["enterprise.origin.parent_name"]));
        await PushOriginAsync("又一只金丝雀公司", "1");

        foreach (var stream in streams)
        {
            var rest = await ReadAsync(stream, SubscribeResponse.MarkOneofCase.Resync);
            Assert.Equal("RIGHTS_CHANGED", rest[^1].Resync.Reason);
            Assert.DoesNotContain("金丝雀公司", string.Join('\n', rest), StringComparison.Ordinal);
            Assert.DoesNotContain(Canary, string.Join('\n', rest), StringComparison.Ordinal);
            stream.Dispose();
        }
        var anew = await ReadAsync(Subscribe(new SubscribeRequest()), SubscribeResponse.MarkOneofCase.CaughtUp);
        Assert.Contains(anew, frame => frame.Changes.Any(change => change.EnterpriseOrigin?.PlannedInvestment == "1"));
        Assert.DoesNotContain("金丝雀公司", string.Join('\n', anew), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subscribe_GrantExpires_IsToldThoughNothingIsWritten()
    {
        var grant = Origin();
        grant.Until = "2026-11-25";
        await ApplyAsync(grant);
        using var stream = Subscribe(new SubscribeRequest());
        await ReadAsync(stream, SubscribeResponse.MarkOneofCase.CaughtUp);

        // Midnight in the district is 16:00 of UTC.
        _time.Advance(TimeSpan.FromHours(14));
        var rest = ReadAsync(stream, SubscribeResponse.MarkOneofCase.Resync);
        while (!rest.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(10, Token);
        }

        Assert.Equal("RIGHTS_CHANGED", (await rest)[^1].Resync.Reason);
        Assert.DoesNotContain((await GetAsync()).Facets, facet => facet.Change.EnterpriseOrigin is not null);
    }

    [Fact]
    public async Task Subscribe_BookmarkOfOtherGrants_GetsResync()
    {
        await ApplyAsync(Origin());
        var bookmark = (await ReadAsync(Subscribe(new SubscribeRequest()), SubscribeResponse.MarkOneofCase.CaughtUp))[^1].Bookmark;
        await ApplyAsync();

        var frames = await ReadAsync(Subscribe(new SubscribeRequest { Bookmark = bookmark }), SubscribeResponse.MarkOneofCase.Resync);

        Assert.Equal("RIGHTS_CHANGED", Assert.Single(frames).Resync.Reason);
    }

    [Fact]
    public async Task Subscribe_PredicateOnAWithheldField_IsRefusedByName()
    {
        await ApplyAsync(Origin(absent: ["enterprise.origin.planned_investment"]));
        var request = new SubscribeRequest
        {
            Where = new EntityPredicate { Some = new FacetTest { Facet = "enterprise.origin", Fields = { new FieldTest { Field = "planned_investment", Exists = true } } } },
        };

        var refused = await Assert.ThrowsAsync<RpcException>(() => Subscribe(request).ResponseStream.MoveNext(Token));

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
        Assert.Contains("planned_investment", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ApplyGrants_WhatIsWrong_IsToldAtOnceAndNothingIsApplied()
    {
        var wrong = Origin(shown: ["enterprise.origin.no_such"], absent: ["enterprise.innovation_score.score"]);
        wrong.Facets.Add("enterprise.rd_deduction");
        (wrong.Grantee, wrong.Purpose, wrong.Until, wrong.LegalBasis) = ("dashboard", "", "2026-13-01", "");

        var refused = await Assert.ThrowsAsync<RpcException>(() => ApplyAsync(wrong));

        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Equal(
            ["grants[0].absent[0]", "grants[0].facets[1]", "grants[0].grantee", "grants[0].legal_basis", "grants[0].purpose", "grants[0].shown[0]", "grants[0].until"],
            refused.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(static violation => violation.Field).Order(StringComparer.Ordinal));
        Assert.Equal(0UL, (await Grants.ListGrantsAsync(new ListGrantsRequest(), _security, cancellationToken: Token)).Version);
    }

    [Fact]
    public async Task ApplyGrants_SameAgainOrOfAnotherVersion_ChangesNothing()
    {
        var first = await ApplyAsync(Origin());
        var again = await ApplyAsync(Origin());
        var moved = await Assert.ThrowsAsync<RpcException>(() => Grants.ApplyGrantsAsync(
            new ApplyGrantsRequest { Reason = "又改", Version = first.Version - 1 }, _security, cancellationToken: Token).ResponseAsync);

        Assert.Equal((["origins"], first.Version), (first.Added, again.Version));
        Assert.Empty(again.Added.Concat(again.Altered).Concat(again.Removed));
        Assert.Equal(StatusCode.Aborted, moved.StatusCode);
        await _hub.RestartAsync();
        Assert.Equal("origins", Assert.Single((await Grants.ListGrantsAsync(new ListGrantsRequest(), _app, cancellationToken: Token)).Grants).Name);
        Assert.Empty((await Grants.ListGrantsAsync(new ListGrantsRequest(), HubFixture.Caller(actor: "other"), cancellationToken: Token)).Grants);
    }

    [Fact]
    public async Task Describe_AppWithGrant_TellsWhatItSeesAndByWhat()
    {
        await ApplyAsync(Origin(masked: ["enterprise.origin.parent_name"]));

        var mine = await Grants.DescribeAsync(new DescribeRequest(), _app, cancellationToken: Token);
        var others = await Assert.ThrowsAsync<RpcException>(() => Grants.DescribeAsync(new DescribeRequest { Caller = "app/other" }, _app, cancellationToken: Token).ResponseAsync);
        var bySecurity = await Grants.DescribeAsync(new DescribeRequest { Caller = "app/dashboard" }, _security, cancellationToken: Token);
        var owner = await Grants.DescribeAsync(new DescribeRequest { Facet = "enterprise.origin" }, HubFixture.Caller(source: Origins), cancellationToken: Token);

        var origin = mine.Facets.Single(static facet => facet.Facet == "enterprise.origin");
        Assert.Equal((true, "origins", "2027-12-31", "parent_name"), (origin.Readable, Assert.Single(origin.Grants), origin.Until, Assert.Single(origin.Withheld).Path));
        Assert.False(mine.Facets.Single(static facet => facet.Facet == "enterprise.rd_deduction").Readable);
        Assert.Equal((FacetCatalogue.All.Count, StatusCode.PermissionDenied), (mine.Facets.Count, others.StatusCode));
        Assert.Equal(mine.Facets, bySecurity.Facets);
        Assert.Equal([""], Assert.Single(owner.Facets).OwnedParts);
        Assert.NotNull(Assert.Single(owner.Facets).HeardAt);
        // A bureau that is known by name alone owns what any of its sources does.
        var bureau = await Grants.DescribeAsync(new DescribeRequest { Caller = "bureau/education-park", Facet = "enterprise.origin" }, _security, cancellationToken: Token);
        Assert.Equal([""], Assert.Single(bureau.Facets).OwnedParts);
    }

    private static Grant Origin(string[]? shown = null, string[]? masked = null, string[]? hashed = null, string[]? absent = null) => new()
    {
        Name = "origins",
        Grantee = "app/dashboard",
        Facets = { "enterprise.origin" },
        Shown = { shown ?? [] },
        Masked = { masked ?? [] },
        Hashed = { hashed ?? [] },
        Absent = { absent ?? [] },
        Purpose = "招商看板",
        LegalBasis = "区招商工作职责",
        Until = "2027-12-31",
    };

    private async Task<ApplyGrantsResponse> ApplyAsync(params Grant[] grants) =>
        await Grants.ApplyGrantsAsync(new ApplyGrantsRequest { Grants = { grants }, Reason = "测试" }, _security, cancellationToken: Token);

    private async Task PushOriginAsync(string parent, string investment)
    {
        var origin = new EnterpriseOrigin
        {
            Region = CodeTables.Find("origin_region")!.Entries[0].Code,
            Mode = CodeTables.Find("origin_mode")!.Entries[0].Code,
            LandedOn = "2025-03-01",
            ParentName = parent,
            ProjectName = "金丝雀项目",
            PlannedInvestment = investment,
            Chain = "integrated_circuit",
        };
        var answer = await _hub.PushAsync(Origins, new Change { Key = Sound.Enterprise, EnterpriseOrigin = origin });
        Assert.Equal(1UL, answer.Tallies.Accepted);
    }

    private async Task<Entity> GetAsync(Metadata? caller = null) => (await new QueryService.QueryServiceClient(_hub.Channel).GetEntityAsync(
        new GetEntityRequest { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc }, caller ?? _app, cancellationToken: Token)).Entity;

    // What every way of reading gives, as text and as bytes.
    private async Task<string> EverythingSeenAsync()
    {
        var query = new QueryService.QueryServiceClient(_hub.Channel);
        var seen = new List<IMessage>
        {
            await GetAsync(),
            await query.ListEntitiesAsync(new ListEntitiesRequest { Kind = "enterprise" }, _app, cancellationToken: Token),
            await query.ExplainAsync(new ExplainRequest { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc }, _app, cancellationToken: Token),
            await query.GetHistoryAsync(new GetHistoryRequest { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc, Facet = "enterprise.origin" }, _app, cancellationToken: Token),
        };
        seen.AddRange(await ReadAsync(Subscribe(new SubscribeRequest()), SubscribeResponse.MarkOneofCase.CaughtUp));
        using var http = new HttpClient { BaseAddress = _hub.Http };
        http.DefaultRequestHeaders.Add("databus-actor", "dashboard");
        var json = await http.GetStringAsync($"/v1/entities/enterprise/uscc/{Sound.Uscc}", Token);
        return string.Join('\n', seen.Select(static one => $"{Encoding.UTF8.GetString(one.ToByteArray())}\n{JsonFormatter.Default.Format(one)}").Append(json));
    }

    private AsyncServerStreamingCall<SubscribeResponse> Subscribe(SubscribeRequest request) =>
        new DeliveryService.DeliveryServiceClient(_hub.Channel).Subscribe(request, _app, cancellationToken: Token);

    private static async Task<List<SubscribeResponse>> ReadAsync(AsyncServerStreamingCall<SubscribeResponse> stream, SubscribeResponse.MarkOneofCase until)
    {
        var frames = new List<SubscribeResponse>();
        while (await stream.ResponseStream.MoveNext(Token))
        {
            frames.Add(stream.ResponseStream.Current);
            if (frames[^1].MarkCase == until)
                break;
        }
        return frames;
    }
}
