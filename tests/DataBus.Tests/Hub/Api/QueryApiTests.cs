using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Api;

public sealed class QueryApiTests : IAsyncLifetime
{
    private const string Registrations = "market-regulation.registrations";
    private const string Deductions = "tax.rd-deduction";
    private const string Platforms = "science.platforms";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 4, 0, 0, TimeSpan.Zero));
    private HubFixture _hub = null!;
    private QueryService.QueryServiceClient _query = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static GetEntityRequest Enterprise => new() { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc };

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync(time: _time);
        _query = new QueryService.QueryServiceClient(_hub.Channel);
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task GetEntity_TwoSources_IsTheUnionOfTheirAddresses()
    {
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));
        await _hub.PushAsync("science.tier-labels", Sound.Of(Sound.TierLabel));

        var answer = await _query.GetEntityAsync(Enterprise, cancellationToken: Token);

        Assert.Equal([Registrations, "science.tier-labels"], answer.Entity.Facets.Select(facet => facet.Source).Order(StringComparer.Ordinal));
        Assert.All(answer.Entity.Facets, facet => Assert.InRange(facet.Revision, 1UL, answer.Revision));
    }

    [Fact]
    public async Task GetEntity_JustPushed_IsReadAtOnce()
    {
        for (var i = 0; i < 20; i++)
        {
            var registration = Sound.Registration;
            registration.Name = $"津南样例{i}号有限公司";
            await _hub.PushAsync(Registrations, Sound.Of(registration));

            var answer = await _query.GetEntityAsync(Enterprise, cancellationToken: Token);

            Assert.Equal(registration.Name, Assert.Single(answer.Entity.Facets).Change.Registration.Name);
        }
    }

    [Fact]
    public async Task GetEntity_ClosedFacetAlone_IsFoundByOwnerAndOperatorOnly()
    {
        await _hub.PushAsync(Deductions, Sound.Of(Sound.RdDeduction));

        var owner = await _query.GetEntityAsync(Enterprise, HubFixture.Caller(source: Deductions), cancellationToken: Token);
        var all = await _query.GetEntityAsync(Enterprise, HubFixture.Caller(isOperator: true), cancellationToken: Token);
        var other = await Assert.ThrowsAsync<RpcException>(
            () => _query.GetEntityAsync(Enterprise, HubFixture.Caller(source: Registrations), cancellationToken: Token).ResponseAsync);

        Assert.NotNull(Assert.Single(owner.Entity.Facets).Change.RdDeduction);
        Assert.Single(all.Entity.Facets);
        Assert.Equal(StatusCode.NotFound, other.StatusCode);
    }

    [Fact]
    public async Task GetEntity_NewerVersionIsHeld_ShowsTheLiveOneAndThatItWaits()
    {
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));
        var bad = Sound.Registration;
        bad.EstablishedOn = "2019-13-01";
        await _hub.PushAsync(Registrations, Sound.Of(bad));

        var facet = Assert.Single((await _query.GetEntityAsync(Enterprise, cancellationToken: Token)).Entity.Facets);
        var explanation = Assert.Single((await _query.ExplainAsync(
            new ExplainRequest { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc }, cancellationToken: Token)).Facets);

        Assert.Equal("2019-03-01", facet.Change.Registration.EstablishedOn);
        Assert.Contains(facet.Pending.Rules, rule => rule.StartsWith("enterprise.registration.established_on", StringComparison.Ordinal));
        Assert.Equal(facet.Pending, explanation.Pending);
        Assert.Single(explanation.FailedIds);
    }

    [Fact]
    public async Task ListEntities_PagesWhileMoreIsPushed_AreAsOfOneRevision()
    {
        await _hub.PushAsync(Platforms, [.. Enumerable.Range(1, 5).Select(Platform)]);
        var first = await _query.ListEntitiesAsync(new ListEntitiesRequest { Kind = "platform", PageSize = 2 }, cancellationToken: Token);
        await _hub.PushAsync(Platforms, [.. Enumerable.Range(6, 5).Select(Platform)]);

        var pages = new List<ListEntitiesResponse> { first };
        while (pages[^1].NextPageToken.Length > 0)
        {
            pages.Add(await _query.ListEntitiesAsync(
                new ListEntitiesRequest { Kind = "platform", PageSize = 2, PageToken = pages[^1].NextPageToken }, cancellationToken: Token));
        }

        Assert.Equal([2, 2, 1], pages.Select(page => page.Entities.Count));
        Assert.Equal(5, pages.SelectMany(page => page.Entities).Select(entity => entity.Key.Value).Distinct().Count());
        Assert.Single(pages.Select(page => page.Revision).Distinct());
    }

    [Fact]
    public async Task ListEntities_TokenAfterItsTimeOrOfAnotherListing_IsRefused()
    {
        await _hub.PushAsync(Platforms, Platform(1), Platform(2));
        var page = await _query.ListEntitiesAsync(new ListEntitiesRequest { Kind = "platform", PageSize = 1 }, cancellationToken: Token);

        var other = await Assert.ThrowsAsync<RpcException>(() => _query.ListEntitiesAsync(
            new ListEntitiesRequest { Kind = "enterprise", PageToken = page.NextPageToken }, cancellationToken: Token).ResponseAsync);
        _time.Advance(TimeSpan.FromSeconds(61));
        var late = await Assert.ThrowsAsync<RpcException>(() => _query.ListEntitiesAsync(
            new ListEntitiesRequest { Kind = "platform", PageToken = page.NextPageToken }, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, other.StatusCode);
        Assert.Equal(StatusCode.FailedPrecondition, late.StatusCode);
        Assert.Equal("PAGE_TOKEN_EXPIRED", late.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason);
    }

    [Fact]
    public async Task ListEntities_ByFacet_LeavesOutEntitiesWithoutItAndRefusesOneThatCannotBeThere()
    {
        await _hub.PushAsync(Deductions, Sound.Of(Sound.RdDeduction));
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));
        var request = new ListEntitiesRequest { Kind = "enterprise", Facet = "enterprise.tier_label" };
        var closed = new ListEntitiesRequest { Kind = "enterprise", Facet = "enterprise.rd_deduction" };

        var labelled = await _query.ListEntitiesAsync(request, cancellationToken: Token);
        var hidden = await Assert.ThrowsAsync<RpcException>(() => _query.ListEntitiesAsync(closed, cancellationToken: Token).ResponseAsync);
        var other = await Assert.ThrowsAsync<RpcException>(
            () => _query.ListEntitiesAsync(new ListEntitiesRequest { Kind = "platform", Facet = "enterprise.tier_label" }, cancellationToken: Token).ResponseAsync);
        var shown = await _query.ListEntitiesAsync(closed, HubFixture.Caller(isOperator: true), cancellationToken: Token);

        Assert.Empty(labelled.Entities);
        Assert.Equal((StatusCode.PermissionDenied, "FACET_CLOSED"), (hidden.StatusCode, hidden.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason));
        Assert.Equal(StatusCode.InvalidArgument, other.StatusCode);
        Assert.Single(shown.Entities);
    }

    [Fact]
    public async Task GetHistory_ThreeContents_AreNewestFirstAndLinked()
    {
        foreach (var name in new[] { "甲公司", "乙公司", "甲公司" })
        {
            var registration = Sound.Registration;
            registration.Name = name;
            await _hub.PushAsync(Registrations, Sound.Of(registration));
        }
        var request = new GetHistoryRequest { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc, Facet = "enterprise.registration" };

        var all = await _query.GetHistoryAsync(request, cancellationToken: Token);
        request.Limit = 2;
        var some = await _query.GetHistoryAsync(request, cancellationToken: Token);

        Assert.Equal(["甲公司", "乙公司", "甲公司"], all.Versions.Select(version => version.Change.Registration.Name));
        Assert.Equal(all.Versions.Skip(1).Select(version => version.Revision).Append(0UL), all.Versions.Select(version => version.Change.Hub?.Replaces ?? 0));
        Assert.Equal(all.Versions[0].OriginHash, all.Versions[2].OriginHash);
        Assert.False(all.More);
        Assert.Equal(2, some.Versions.Count);
        Assert.True(some.More);
    }

    [Fact]
    public async Task Explain_Position_IsShownToOwnerAndOperatorOnly()
    {
        await PushFromPositionAsync("here");
        var request = new ExplainRequest { Kind = "enterprise", Scheme = "uscc", Value = Sound.Uscc, Facet = "enterprise.registration" };

        var reader = Assert.Single((await _query.ExplainAsync(request, cancellationToken: Token)).Facets);
        var owner = Assert.Single((await _query.ExplainAsync(request, HubFixture.Caller(source: Registrations), cancellationToken: Token)).Facets);

        Assert.Equal(("", null), (reader.Run.PositionAfter, reader.Run.Tallies));
        Assert.Equal("here", owner.Run.PositionAfter);
        Assert.Equal(1UL, owner.Run.Tallies.Accepted);
        Assert.Equal(Registrations, reader.Run.Source);
        Assert.InRange(reader.RulesChecked, 5u, 500u);
        Assert.Equal(OriginHash.Of(Sound.Of(Sound.Registration)), owner.OriginHash.ToByteArray());
        Assert.True(reader.OriginHash.IsEmpty);
        Assert.Equal(32, reader.Chain.Length);
    }

    [Fact]
    public async Task ListIndicators_ReportedAndNeither_SayNumberOrReason()
    {
        await _hub.PushAsync(
            "science.observations",
            Observed("2026Q1", "2026-03-31", "1"),
            Observed("2026Q3", "2026-09-30", "3"),
            Observed("2026Q2", "2026-06-30", "2"));

        var answer = await _query.ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: Token);

        var reported = answer.Indicators.Single(indicator => indicator.Code == "JN-01");
        Assert.Equal(("3", "3", "2026-09-30", ""), (reported.Reported, reported.Actual, reported.AsOf, reported.Note));
        Assert.All(answer.Indicators, indicator => Assert.Equal(indicator.HasActual, indicator.Note.Length == 0));
    }

    [Fact]
    public async Task ListIndicators_ComputedAndReported_AreShownBesideEachOther()
    {
        var label = Sound.TierLabel;
        (label.Code, label.ValidFrom, label.ValidTo, label.State) = ("T3b", "2026-01-01", "2026-12-31", "VALID");
        await _hub.PushAsync("science.tier-labels", Sound.Of(label));
        await _hub.PushAsync(
            "science.observations",
            Observed("2026Q3", "2026-09-30", "7", "JN-13"),
            Observed("2025-12-31", "2025-12-31", "5", "JN-15"));
        await _hub.RestartAsync();
        var query = new QueryService.QueryServiceClient(_hub.Channel);
        while ((await query.ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: Token)).Indicators.All(one => !one.HasComputed))
            await Task.Yield();

        var answer = await query.ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: Token);

        var both = answer.Indicators.Single(indicator => indicator.Code == "JN-13");
        Assert.Equal(("1", "7", "1", "2026-11-24"), (both.Computed, both.Reported, both.Actual, both.AsOf));
        Assert.Equal(("区科技局", "2026Q3"), (both.Observation.Reporter, both.Observation.Period));
        var baseline = answer.Indicators.Single(indicator => indicator.Code == "JN-15");
        Assert.Equal(("5", "区科技局", false), (baseline.Baseline.Value, baseline.Baseline.Source, baseline.HasReported));
        Assert.All(answer.Indicators, indicator => Assert.NotEmpty(indicator.Scope));
    }

    private static Change Observed(string period, string asOf, string value, string code = "JN-01") => new()
    {
        Key = new Key { Kind = Kind.Indicator, Scheme = "code", Value = code },
        Observation = new Observation { Period = period, Reporter = "区科技局", Value = value, AsOf = asOf },
    };

    private static Change Platform(int number)
    {
        var change = Sound.Of(Sound.Platform);
        change.Key.Value = $"{Platforms}:{number}";
        return change;
    }

    private async Task PushFromPositionAsync(string position)
    {
        using var call = new IntakeService.IntakeServiceClient(_hub.Channel).Push(HubFixture.Caller(source: Registrations), cancellationToken: Token);
        await call.RequestStream.WriteAsync(new PushRequest { Open = new Open { Source = Registrations, Holder = "test" } }, Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));
        var batch = new Batch { PositionAfter = position, Items = { new PushItem { Change = Sound.Of(Sound.Registration) } } };
        await call.RequestStream.WriteAsync(new PushRequest { Batch = batch }, Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));
        await call.RequestStream.CompleteAsync();
    }
}
