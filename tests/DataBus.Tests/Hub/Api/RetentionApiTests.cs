using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Alerts;
using DataBus.Hub.Operations.Retention;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Api;

/// <summary>The log is trimmed as an operator does it, and as the settings do.</summary>
public sealed class RetentionApiTests : IAsyncLifetime
{
    private const string Source = "science.platforms";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private QueryService.QueryServiceClient Query => new(_hub.Channel);

    private OperationsService.OperationsServiceClient Operations => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(
        time: _time, configure: static services => services.AddSingleton(new AlertOptions { Every = TimeSpan.FromDays(40) }));

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task TrimLog_OldVersions_AreGoneAndWhatStandsIsTheSame()
    {
        await PushVersionsAsync();
        var before = await GetAsync();

        var told = await TrimAsync(new TrimLogRequest { KeepDays = 30, Reason = "留存期满" });

        var (begun, done) = (told[0], told[^1]);
        Assert.Equal((2, false, true), (told.Count, begun.Done, done.Done));
        Assert.True(done is { FloorBefore: 1, Dropped: >= 2, Bytes: > 0, Entry: > 0 } && done.Entry == begun.Entry, done.ToString());
        Assert.Equal(done.Floor, (await Operations.GetStatusAsync(new GetStatusRequest(), Operator, cancellationToken: Token)).Floor);
        Assert.Equal(before, await GetAsync());
        var verified = await VerifyAsync();
        Assert.True(verified.Sound && verified.TrimmedBy == done.Entry && verified.TrimmedRecords == done.Rewritten, verified.ToString());
        var entry = CheckpointBody.Parser.ParseFrom(_hub.Services.GetRequiredService<IExchangeLog>().Find(done.Entry)!.Body.Span).Begun;
        Assert.Equal(("王**", "留存期满"), (entry.Actor, entry.Reason));
    }

    [Fact]
    public async Task TrimLog_History_EndsThereAndSaysSo()
    {
        await PushVersionsAsync();
        var whole = await HistoryAsync();

        _ = await TrimAsync(new TrimLogRequest { KeepDays = 30, Reason = "留存期满" });

        var kept = await HistoryAsync();
        Assert.Equal((4, false), (whole.Versions.Count, whole.Trimmed));
        Assert.Equal((2, true), (kept.Versions.Count, kept.Trimmed));
        Assert.Equal(whole.Versions.Take(2).Select(static one => one.Revision), kept.Versions.Select(static one => one.Revision));
    }

    [Fact]
    public async Task TrimLog_DryRun_TellsTheSameAndChangesNothing()
    {
        await PushVersionsAsync();
        var would = Assert.Single(await TrimAsync(new TrimLogRequest { KeepDays = 30, DryRun = true }));
        var status = await Operations.GetStatusAsync(new GetStatusRequest(), Operator, cancellationToken: Token);

        var did = (await TrimAsync(new TrimLogRequest { KeepDays = 30, Reason = "留存期满" }))[^1];

        Assert.Equal(1ul, status.Floor);
        Assert.Equal(0ul, would.Entry);
        did.Entry = 0;
        Assert.Equal(would, did);
    }

    [Fact]
    public async Task TrimLog_NothingIsSoOld_SaysSoAndEntersNothing()
    {
        await PushVersionsAsync();

        var told = Assert.Single(await TrimAsync(new TrimLogRequest { KeepDays = 4_000, Reason = "留存期满" }));

        Assert.True(told is { Done: true, Floor: 1, FloorBefore: 1, Entry: 0 }, told.ToString());
        Assert.Equal(LogTrim.None, _hub.Services.GetRequiredService<IExchangeLog>().Trim);
    }

    [Fact]
    public async Task TrimLog_Unsound_IsRefused()
    {
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(new TrimLogRequest { Reason = "无" }, Operator));
        Assert.Equal(StatusCode.InvalidArgument, await RefusedAsync(new TrimLogRequest { KeepDays = 30 }, Operator));
        Assert.Equal(StatusCode.PermissionDenied, await RefusedAsync(new TrimLogRequest { KeepDays = 30, Reason = "无" }, HubFixture.Caller()));
    }

    [Fact]
    public async Task TrimLog_AndThenAskedOfBefore_SaysThatItIsOlder()
    {
        await PushVersionsAsync();
        _ = await TrimAsync(new TrimLogRequest { KeepDays = 30, Reason = "留存期满" });
        var request = new ExplainMovementRequest { Code = "JN-17", From = new MovementPoint { Revision = 2, Day = "2026-07-01" } };

        var refused = await Assert.ThrowsAsync<RpcException>(
            async () => await new PlanService.PlanServiceClient(_hub.Channel).ExplainMovementAsync(request, Operator, cancellationToken: Token));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("older than what is kept", refused.Status.Detail, StringComparison.Ordinal);
    }

    // The hub went down between the entry and the work.
    [Fact]
    public async Task Start_TrimBegunAndNotFinished_FinishesItByItself()
    {
        await PushVersionsAsync();
        var log = _hub.Services.GetRequiredService<IExchangeLog>();
        var draft = TrimDraft.Make(log, log.Find(log.Head)!.FirstRevision, Token);
        _ = await _hub.Services.GetRequiredService<IIntake>().EnterTrimAsync(new CheckpointBody { Begun = draft.Entry }, Token);
        Assert.False(log.Trim.IsFinished);

        await _hub.RestartAsync();

        log = _hub.Services.GetRequiredService<IExchangeLog>();
        while (log.Head is var head && !log.Trim.IsFinished)
            await log.WaitForAppendAsync(head, Token);
        Assert.True(log.Trim is { IsFinished: true, Dropped: >= 2 }, log.Trim.ToString());
        var verified = await VerifyAsync();
        Assert.True(verified is { Sound: true, TrimmedRecords: > 0 }, verified.ToString());
    }

    [Theory]
    [InlineData(0, null, "Hub:Retention:Days")]
    [InlineData(null, -1, "Hub:Retention:Megabytes")]
    public void Problems_WrongSetting_AreNamed(int? days, int? megabytes, string name) => Assert.Contains(
        name,
        Assert.Single(RetentionOptionsCheck.Problems(new RetentionOptions { Days = days, Megabytes = megabytes }).OfType<string>()),
        StringComparison.Ordinal);

    [Fact]
    public async Task LookAsync_SettingsSayDays_TrimsWhenItIsWorthwhileAndInTheHubsName()
    {
        using var loop = LoopOf(new RetentionOptions { Days = 30 });
        await PushVersionsAsync();
        await loop.LookAsync(Token);
        var few = _hub.Services.GetRequiredService<IExchangeLog>().Floor;
        for (var i = 0; i < 11; i++)
            _ = await _hub.PushAsync(Source, [.. Enumerable.Range(1, 1_000).Select(number => Platform(number, 10 + i))]);
        _time.Advance(TimeSpan.FromDays(31));
        _ = await _hub.PushAsync(Source, Platform(1, 99));

        await loop.LookAsync(Token);

        var log = _hub.Services.GetRequiredService<IExchangeLog>();
        Assert.Equal(1ul, few);
        Assert.True(log.Trim is { IsFinished: true, Floor: > 10_000, Dropped: >= 10_000 }, log.Trim.ToString());
        var entry = CheckpointBody.Parser.ParseFrom(log.Find(log.Trim.Entry)!.Body.Span).Begun;
        Assert.Equal(("hub", "Hub:Retention:Days=30"), (entry.Actor, entry.Reason));
        Assert.True((await VerifyAsync()).Sound);
    }

    [Fact]
    public async Task FloorOf_SettingsSayMegabytes_KeepsTheNewestAndAtLeastAnHour()
    {
        var policy = _hub.Services.GetRequiredService<RetentionPolicy>();
        var log = _hub.Services.GetRequiredService<IExchangeLog>();
        for (var i = 0; i < 8; i++)
            _ = await _hub.PushAsync(Source, [.. Enumerable.Range(1, 1_000).Select(number => Platform(number, i))]);
        var young = policy.FloorOf(new RetentionOptions { Megabytes = 1 }, Token);
        var total = log.Read(0, int.MaxValue).Sum(static record => (long)record.Stored.Length);
        _time.Advance(TimeSpan.FromHours(2));

        var old = policy.FloorOf(new RetentionOptions { Megabytes = 1 }, Token);

        var kept = log.Read(old - 1, int.MaxValue).Sum(static record => (long)record.Stored.Length);
        Assert.True(total > 1 << 20, $"{total} bytes");
        Assert.Equal(1ul, young);
        Assert.True(kept is <= 1 << 20 and > 0 && old > 1, $"{kept} bytes from {old} of {log.Head}");
    }

    // Two long ago, one 35 days ago (the newest below the floor), one of today.
    private async Task PushVersionsAsync()
    {
        foreach (var (version, days) in new[] { (1, 100), (2, 100), (3, 35), (4, 1) })
        {
            _ = await _hub.PushAsync(Source, Platform(1, version));
            _time.Advance(TimeSpan.FromDays(days));
        }
    }

    private RetentionLoop LoopOf(RetentionOptions options) => new(
        _hub.Services.GetRequiredService<IExchangeLog>(),
        _hub.Services.GetRequiredService<Trimmer>(),
        _hub.Services.GetRequiredService<RetentionPolicy>(),
        options, _time, NullLogger<RetentionLoop>.Instance);

    private async Task<List<TrimLogResponse>> TrimAsync(TrimLogRequest request, Metadata? caller = null)
    {
        using var call = new RetentionService.RetentionServiceClient(_hub.Channel).TrimLog(request, caller ?? Operator, cancellationToken: Token);
        return await call.ResponseStream.ReadAllAsync(Token).ToListAsync(Token);
    }

    private async Task<StatusCode> RefusedAsync(TrimLogRequest request, Metadata caller) =>
        (await Assert.ThrowsAsync<RpcException>(() => TrimAsync(request, caller))).StatusCode;

    private async Task<VerifyResponse> VerifyAsync()
    {
        using var call = Operations.Verify(new VerifyRequest(), Operator, cancellationToken: Token);
        return await call.ResponseStream.ReadAllAsync(Token).LastAsync(Token);
    }

    private async Task<Entity> GetAsync() => (await Query.GetEntityAsync(
        new GetEntityRequest { Kind = "platform", Scheme = "local", Value = Platform(1, 1).Key.Value }, Operator, cancellationToken: Token)).Entity;

    private async Task<GetHistoryResponse> HistoryAsync() => await Query.GetHistoryAsync(
        new GetHistoryRequest { Kind = "platform", Scheme = "local", Value = Platform(1, 1).Key.Value, Facet = "platform.profile" },
        Operator, cancellationToken: Token);

    private static Change Platform(int number, int version)
    {
        var change = Sound.Of(Sound.Platform);
        change.Key.Value = $"{Source}:{number}";
        change.PlatformProfile.Name = $"平台{number} 第{version}版";
        return change;
    }
}
