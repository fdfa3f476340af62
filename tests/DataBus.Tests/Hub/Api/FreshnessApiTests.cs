using DataBus.Client;
using DataBus.Hub.Operations.Alerts;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static DataBus.Tests.Hub.Api.NamedCalls;

namespace DataBus.Tests.Hub.Api;

/// <summary>How often sources should be heard from, and which leg stands still when they are not.</summary>
public sealed class FreshnessApiTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private FreshnessService.FreshnessServiceClient Freshness => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(
        time: _time, configure: static services => services.AddSingleton(new AlertOptions { Every = TimeSpan.FromDays(40) }));

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task ListStalls_TwiceTheTimeWithoutABatch_NamesTheSourceUntilItIsHeardFromAlsoWithNothingNew()
    {
        using var client = ClientOf(_hub);
        await using var session = await client.OpenPushAsync(OpenOf(TimeSpan.FromHours(1)), Token);
        await session.SendAsync(new Batch { PositionAfter = "1" }, Token);
        var heard = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromMinutes(119));
        var early = await StallsAsync();
        _time.Advance(TimeSpan.FromMinutes(1));

        var late = Assert.Single(await StallsAsync());
        await session.SendAsync(new Batch { PositionBefore = "1", PositionAfter = "1" }, Token);

        Assert.Empty(early);
        Assert.Equal((Platforms, heard, TimeSpan.FromHours(1)), (late.Subject, late.Since.ToDateTimeOffset(), late.Every.ToTimeSpan()));
        Assert.Empty(await StallsAsync());
        Assert.Equal((true, TimeSpan.FromHours(1)), ((await SourceAsync()).Freshness.Declared, (await SourceAsync()).Freshness.Every.ToTimeSpan()));
    }

    [Fact]
    public async Task ListStalls_EachLeg_IsToldApart()
    {
        await SetAsync(new SetFreshnessRequest { Every = Duration.FromTimeSpan(TimeSpan.FromMinutes(1)) });
        using (var client = ClientOf(_hub))
        {
            await using var session = await client.OpenPushAsync(OpenOf(null), Token);
            await session.SendAsync(new Batch { PositionAfter = "1" }, Token);
            _time.Advance(TimeSpan.FromMinutes(2));
            var hangs = await LegAsync();
            await client.Freshness.ReportLookAsync(Platforms, "", Token);
            var nothingComes = await LegAsync();
            await client.Freshness.ReportLookAsync(Platforms, "connection refused", Token);
            var unreadable = Assert.Single(await StallsAsync());
            _time.Advance(TimeSpan.FromSeconds(1));
            await session.SendAsync(new Batch { PositionBefore = "1", PositionAfter = "1" }, Token);
            _time.Advance(TimeSpan.FromMinutes(2));
            var again = await LegAsync();
            await session.CompleteAsync(Token);

            Assert.Equal((StallLeg.Adapter, StallLeg.Source, StallLeg.Source, StallLeg.Adapter), (hangs, nothingComes, unreadable.Leg, again));
            Assert.Contains("connection refused", unreadable.TextEn, StringComparison.Ordinal);
        }
        Assert.Equal(StallLeg.Adapter, await LegAsync());
        using (var broken = ClientOf(_hub))
            _ = await broken.OpenPushAsync(OpenOf(null), Token);
        Assert.Equal(StallLeg.Network, await UntilAsync(StallLeg.Network));
        await new OperationsService.OperationsServiceClient(_hub.Channel).PauseSourceAsync(
            new PauseSourceRequest { Source = Platforms, Reason = "列变了" }, Operator, cancellationToken: Token);
        var paused = Assert.Single(await StallsAsync());
        Assert.Equal(StallLeg.Hub, paused.Leg);
        Assert.Contains("列变了", paused.TextZh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListStalls_ReaderThatAcknowledgesNothing_IsTheSubscribersLeg()
    {
        await _hub.PushAsync(Platforms, Platform(1, "甲"));
        using var call = _hub.Open(new SubscribeRequest { Name = "plan-dashboard" });
        await call.ReadToHeadAsync();
        _time.Advance(TimeSpan.FromMinutes(15));

        var stall = Assert.Single(await StallsAsync());

        Assert.Equal(("plan-dashboard", StallLeg.Subscriber), (stall.Subject, stall.Leg));
    }

    [Fact]
    public async Task SetFreshness_ByAnOperator_CountsBeforeTheDeclarationAndOutlivesARestart()
    {
        using (var client = ClientOf(_hub))
            await (await client.OpenPushAsync(OpenOf(TimeSpan.FromHours(1)), Token)).CompleteAsync(Token);

        await SetAsync(new SetFreshnessRequest { Every = Duration.FromTimeSpan(TimeSpan.FromDays(1)) });
        await _hub.RestartAsync();
        var set = (await SourceAsync()).Freshness;
        await SetAsync(new SetFreshnessRequest { None = true });
        var none = (await SourceAsync()).Freshness;
        await SetAsync(new SetFreshnessRequest { AsDeclared = true });
        var declared = (await SourceAsync()).Freshness;

        Assert.Equal((false, TimeSpan.FromDays(1), "王**", "每日一次"), (set.Declared, set.Every.ToTimeSpan(), set.Actor, set.Reason));
        Assert.Null(none);
        Assert.Equal((true, TimeSpan.FromHours(1)), (declared.Declared, declared.Every.ToTimeSpan()));
    }

    [Fact]
    public async Task ListStalls_HubWasDown_BlamesNobodyForThatTime()
    {
        await SetAsync(new SetFreshnessRequest { Every = Duration.FromTimeSpan(TimeSpan.FromHours(1)) });
        await _hub.PushAsync(Platforms, Platform(1, "甲"));
        await _hub.StopAsync();
        _time.Advance(TimeSpan.FromDays(2));
        await _hub.OpenAsync();
        var atStart = await StallsAsync();
        _time.Advance(TimeSpan.FromHours(2));

        Assert.Empty(atStart);
        Assert.Single(await StallsAsync());
    }

    [Fact]
    public async Task SetFreshness_WrongRequests_AreRefused()
    {
        await AssertRefusedAsync(StatusCode.InvalidArgument, () => SetAsync(new SetFreshnessRequest()));
        await AssertRefusedAsync(StatusCode.InvalidArgument, () => SetAsync(new SetFreshnessRequest { Every = Duration.FromTimeSpan(TimeSpan.FromSeconds(59)) }));
        await AssertRefusedAsync(StatusCode.InvalidArgument, () => SetAsync(new SetFreshnessRequest { Every = Duration.FromTimeSpan(TimeSpan.FromDays(367)) }));
        await AssertRefusedAsync(StatusCode.NotFound, () => SetAsync(new SetFreshnessRequest { None = true }, "no.such"));
        await AssertRefusedAsync(StatusCode.PermissionDenied, () => SetAsync(new SetFreshnessRequest { None = true }, "hub"));
        await AssertRefusedAsync(StatusCode.PermissionDenied, () => Freshness.SetFreshnessAsync(
            new SetFreshnessRequest { Source = Platforms, None = true, Reason = "x" }, HubFixture.Caller(source: Platforms), cancellationToken: Token).ResponseAsync);
        await AssertRefusedAsync(StatusCode.PermissionDenied, () => Freshness.ReportLookAsync(
            new ReportLookRequest { Source = Platforms }, HubFixture.Caller(source: "tax.rd-deduction"), cancellationToken: Token).ResponseAsync);
        using var client = ClientOf(_hub);
        var open = await Assert.ThrowsAsync<DataBusException>(() => client.OpenPushAsync(OpenOf(TimeSpan.FromSeconds(1)), Token));
        Assert.Equal("freshness", Assert.Single(open.Violations).Field);
    }

    [Fact]
    public async Task WatchStalls_BeginsAndEnds_AreToldAtOnceAndWholeEachTime()
    {
        await SetAsync(new SetFreshnessRequest { Every = Duration.FromTimeSpan(TimeSpan.FromHours(1)) });
        using var call = Freshness.WatchStalls(new WatchStallsRequest(), Operator, cancellationToken: Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));
        var first = call.ResponseStream.Current;
        var next = call.ResponseStream.MoveNext(Token);

        _time.Advance(TimeSpan.FromHours(2));
        Assert.True(await next);
        var begun = call.ResponseStream.Current;
        next = call.ResponseStream.MoveNext(Token);
        await _hub.PushAsync(Platforms, Platform(1, "甲"));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.True(await next);
        var ended = call.ResponseStream.Current;
        next = call.ResponseStream.MoveNext(Token);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await next);

        Assert.Empty(first.Stalls);
        Assert.Equal(Platforms, Assert.Single(begun.Stalls).Subject);
        Assert.Empty(ended.Stalls);
        Assert.Empty(call.ResponseStream.Current.Stalls);
    }

    [Fact]
    public async Task AlertsAndMetrics_OfAStall_SayIt()
    {
        await SetAsync(new SetFreshnessRequest { Every = Duration.FromTimeSpan(TimeSpan.FromHours(1)) });
        await _hub.PushAsync(Platforms, Platform(1, "甲"));
        _time.Advance(TimeSpan.FromHours(3));
        var alerts = _hub.Services.GetRequiredService<AlertWatch>();

        await alerts.LookAsync(Token);
        var raised = await SubjectsAsync();
        var measured = _hub.Measure();
        await _hub.PushAsync(Platforms, Platform(2, "乙"));
        await alerts.LookAsync(Token);

        Assert.Equal([$"stalled:{Platforms}"], raised);
        Assert.Contains($"databus.stall subject={Platforms} leg=adapter 10800", measured);
        Assert.Contains($"databus.source.heard.age source={Platforms} 10800", measured);
        Assert.Empty(await SubjectsAsync());
    }

    private async Task<SetFreshnessResponse> SetAsync(SetFreshnessRequest request, string source = Platforms)
    {
        (request.Source, request.Reason) = (source, "每日一次");
        return await Freshness.SetFreshnessAsync(request, Operator, cancellationToken: Token);
    }

    private async Task<IReadOnlyList<Stall>> StallsAsync() =>
        (await Freshness.ListStallsAsync(new ListStallsRequest(), Operator, cancellationToken: Token)).Stalls;

    private async Task<StallLeg> LegAsync() => Assert.Single(await StallsAsync()).Leg;

    // The hub learns of it a moment after the connection broke.
    private async Task<StallLeg> UntilAsync(StallLeg leg)
    {
        while (true)
        {
            if (await LegAsync() is var now && now == leg)
                return now;
            await Task.Yield();
        }
    }

    private async Task<SourceState> SourceAsync() => (await new OperationsService.OperationsServiceClient(_hub.Channel)
        .ListSourcesAsync(new ListSourcesRequest(), Operator, cancellationToken: Token)).Sources.Single(one => one.Source == Platforms);

    private async Task<string[]> SubjectsAsync() =>
        [.. (await new OperationsService.OperationsServiceClient(_hub.Channel).ListAlertsAsync(new ListAlertsRequest(), Operator, cancellationToken: Token))
            .Alerts.Select(alert => alert.Subject)];

    private static Open OpenOf(TimeSpan? freshness) => new()
    {
        Source = Platforms,
        Holder = "host/1",
        Freshness = freshness is { } every ? Duration.FromTimeSpan(every) : null,
    };

    private static DataBusClient ClientOf(HubFixture hub) => new(new DataBusOptions { Hub = hub.Grpc.ToString() });

    private static async Task AssertRefusedAsync(StatusCode code, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(code, error.StatusCode);
    }
}
