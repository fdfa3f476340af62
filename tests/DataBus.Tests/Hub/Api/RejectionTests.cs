using DataBus.Hub.Operations.Alerts;
using DataBus.V1;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static DataBus.Tests.Hub.Api.NamedCalls;

namespace DataBus.Tests.Hub.Api;

/// <summary>What a named reader cannot take, and what operators do with names.</summary>
public sealed class RejectionTests : IAsyncLifetime
{
    private const string Name = "plan-dashboard";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SubscribeRequest Request => new() { Name = Name, Kinds = { Kind.Platform } };

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    public async ValueTask InitializeAsync()
    {
        // The test looks by itself, and the watch has one caller at a time.
        _hub = await HubFixture.StartAsync(
            time: _time, configure: static services => services.AddSingleton(new AlertOptions { Every = TimeSpan.FromDays(40) }));
        await _hub.PushAsync(Platforms, Platform(1, "甲"), Platform(2, "乙"));
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Reject_AChangeThatWasSent_IsShownOnceAndTheStreamGoesOn()
    {
        using var call = _hub.Open(Request);
        var frames = await call.ReadToHeadAsync();
        var revision = RevisionOf(frames, 1);

        var first = await RejectAsync(revision);
        var again = await RejectAsync(revision);
        await _hub.AcknowledgeAsync(Name, frames[^1].Bookmark);
        await _hub.PushAsync(Platforms, Platform(3, "丙"));
        var next = await call.ReadToHeadAsync();

        var rejection = Assert.Single(await ListAsync());
        Assert.True(first.Revision > 0);
        Assert.Equal(0UL, again.Revision);
        Assert.Equal((Name, revision, "platform.profile", "app", "库里放不下"), (rejection.Name, rejection.Revision, rejection.Address.Facet, rejection.Actor, rejection.Reason));
        Assert.Equal(1UL, (await _hub.ReaderAsync(Name)).Rejected);
        Assert.Equal(1UL, (await StatusAsync()).Rejected);
        Assert.NotEmpty(next);
    }

    [Fact]
    public async Task Reject_NewerVersionAcknowledged_ClosesByItselfAlsoAfterARebuild()
    {
        var frames = await _hub.ReadAsync(Request);
        await RejectAsync(RevisionOf(frames, 1));
        await RejectAsync(RevisionOf(frames, 2));
        await _hub.AcknowledgeAsync(Name, frames[^1].Bookmark);
        Assert.Equal(2, (await ListAsync()).Count);
        await _hub.PushAsync(Platforms, Platform(1, "甲改"));

        await _hub.AcknowledgeAsync(Name, (await _hub.ReadAsync(Request))[^1].Bookmark);

        Assert.Equal(RevisionOf(frames, 2), Assert.Single(await ListAsync()).Revision);
        await _hub.RestartAsync();
        var all = await ListAsync(all: true);
        Assert.Equal("hub", all.Single(one => one.ClosedAt is not null).ClosedBy);
        Assert.Equal(2, all.Count);
    }

    [Fact]
    public async Task Reject_WhatCannotBeRejected_IsRefusedByName()
    {
        var frames = await _hub.ReadAsync(Request);
        var later = await _hub.PushAsync(Platforms, Platform(3, "丙"));

        await AssertRefusedAsync(StatusCode.FailedPrecondition, "NOT_SENT", () => RejectAsync(later.Revision));
        await AssertRefusedAsync(StatusCode.FailedPrecondition, "NO_CHANGE", () => RejectAsync(1));
        await AssertRefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", () => RejectAsync(RevisionOf(frames, 1), reason: ""));
        await AssertRefusedAsync(StatusCode.PermissionDenied, "OTHER_READER", () => RejectAsync(RevisionOf(frames, 1), actor: "other"));
        await _hub.ReadAsync(new SubscribeRequest { Name = "enterprises", Kinds = { Kind.Enterprise } });
        await AssertRefusedAsync(StatusCode.FailedPrecondition, "NOT_SENT", () => RejectAsync(RevisionOf(frames, 1), "enterprises"));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task CloseRejection_ByAnOperator_IsOnce()
    {
        var revision = RevisionOf(await _hub.ReadAsync(Request), 1);
        await RejectAsync(revision);
        var request = new CloseRejectionRequest { Name = Name, Revision = revision, Reason = "应用已改" };

        await AssertRefusedAsync(StatusCode.PermissionDenied, "ROLE_DENIED",
            () => _hub.Readers().CloseRejectionAsync(request, HubFixture.Caller(actor: "app"), cancellationToken: Token).ResponseAsync);
        await _hub.Readers().CloseRejectionAsync(request, Operator, cancellationToken: Token);

        Assert.Empty(await ListAsync());
        await AssertRefusedAsync(StatusCode.FailedPrecondition, "REJECTION_CLOSED",
            () => _hub.Readers().CloseRejectionAsync(request, Operator, cancellationToken: Token).ResponseAsync);
        await AssertRefusedAsync(StatusCode.NotFound, "NOT_FOUND", () => _hub.Readers().CloseRejectionAsync(
            new CloseRejectionRequest(request) { Revision = 1 }, Operator, cancellationToken: Token).ResponseAsync);
    }

    [Fact]
    public async Task SeekReader_WhileItsStreamIsOpen_EndsItAndGoesOnThere()
    {
        using var call = _hub.Open(Request);
        var frames = await call.ReadToHeadAsync();
        await _hub.AcknowledgeAsync(Name, frames[^1].Bookmark);
        var first = RevisionOf(frames, 1);

        await SeekAsync(new SeekReaderRequest { Revision = first });

        await AssertRefusedAsync(StatusCode.Aborted, "READER_SOUGHT", call.ReadToEndAsync);
        await AssertRefusedAsync(StatusCode.FailedPrecondition, "NOT_SENT", () => _hub.AcknowledgeAsync(Name, frames[^1].Bookmark));
        Assert.Contains("乙", Names(await _hub.ReadAsync(Request)));
        await SeekAsync(new SeekReaderRequest { Snapshot = true });
        Assert.Equal(["甲", "乙"], Names(await _hub.ReadAsync(Request)));
        _time.Advance(TimeSpan.FromMinutes(1));
        await SeekAsync(new SeekReaderRequest { Time = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(_time.GetUtcNow()) });
        Assert.Empty(Names(await _hub.ReadAsync(Request)));
    }

    [Fact]
    public async Task SeekReader_IntoTheMiddleOfAPush_BeginsRightThereAlsoAfterARestart()
    {
        var second = RevisionOf(await _hub.ReadAsync(Request), 2);

        var sought = await SeekAsync(new SeekReaderRequest { Revision = second - 1 });
        await _hub.RestartAsync();

        Assert.Equal(second, sought.BeginsAt);
        Assert.Equal(second - 1, (await _hub.ReaderAsync(Name)).Acknowledged);
        Assert.Equal(second, (await _hub.ReaderAsync(Name)).WaitingFrom);
        Assert.Equal(["乙"], Names(await _hub.ReadAsync(Request)));
        Assert.Equal(["乙"], Names(await _hub.ReadAsync(Request)));
        Assert.False((await SeekAsync(new SeekReaderRequest { Snapshot = true })).HasBeginsAt);
        Assert.Equal(["甲", "乙"], Names(await _hub.ReadAsync(Request)));
    }

    [Fact]
    public async Task Subscribe_ByANameFromTheMiddleOfAPush_GoesOnRightThere()
    {
        var second = RevisionOf(await _hub.ReadAsync(Request), 2);

        await _hub.ReadAsync(new SubscribeRequest(Request) { FromRevision = second - 1 });

        Assert.Equal(["乙"], Names(await _hub.ReadAsync(Request)));
    }

    [Fact]
    public async Task SeekReader_WrongRequests_AreRefused()
    {
        await _hub.ReadAsync(Request);

        await AssertRefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", () => SeekAsync(new SeekReaderRequest()));
        await AssertRefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", () => SeekAsync(new SeekReaderRequest { Revision = 1_000_000 }));
        await AssertRefusedAsync(StatusCode.NotFound, "NOT_FOUND", () => SeekAsync(new SeekReaderRequest { Snapshot = true }, "no-such-name"));
        await AssertRefusedAsync(StatusCode.PermissionDenied, "ROLE_DENIED", () => _hub.Readers().SeekReaderAsync(
            new SeekReaderRequest { Name = Name, Snapshot = true, Reason = "x" }, HubFixture.Caller(actor: "app"), cancellationToken: Token).ResponseAsync);
    }

    [Fact]
    public async Task DropReader_Open_EndsItAndTakesItsRejectionsAlong()
    {
        using var call = _hub.Open(Request);
        await RejectAsync(RevisionOf(await call.ReadToHeadAsync(), 1));

        await _hub.Readers().DropReaderAsync(new DropReaderRequest { Name = Name, Reason = "停用" }, Operator, cancellationToken: Token);

        await AssertRefusedAsync(StatusCode.FailedPrecondition, "READER_DROPPED", call.ReadToEndAsync);
        Assert.Empty(await ListAsync());
        await _hub.RestartAsync();
        await AssertRefusedAsync(StatusCode.NotFound, "NOT_FOUND",
            () => _hub.Readers().DropReaderAsync(new DropReaderRequest { Name = Name, Reason = "停用" }, Operator, cancellationToken: Token).ResponseAsync);
        Assert.Equal(["甲", "乙"], Names(await _hub.ReadAsync(Request, "another owner")));
    }

    [Fact]
    public async Task Alerts_ReaderIsSilentAwayOrRejects_AreRaisedAndClosed()
    {
        var alerts = _hub.Services.GetRequiredService<AlertWatch>();
        using (var call = _hub.Open(Request))
        {
            var frames = await call.ReadToHeadAsync();
            _time.Advance(TimeSpan.FromMinutes(14));
            await alerts.LookAsync(Token);
            var early = await SubjectsAsync();
            _time.Advance(TimeSpan.FromMinutes(1));
            await alerts.LookAsync(Token);
            var late = await SubjectsAsync();
            await RejectAsync(RevisionOf(frames, 1));
            await _hub.AcknowledgeAsync(Name, frames[^1].Bookmark);
            await alerts.LookAsync(Token);
            var rejected = await SubjectsAsync();
            await RejectAsync(RevisionOf(frames, 2));
            await alerts.LookAsync(Token);
            var grown = (await AlertsAsync()).Single(static alert => alert.Subject == $"rejected:{Name}");

            Assert.Equal(2UL, grown.Count);
            Assert.Contains("收不下 2 条", grown.TextZh, StringComparison.Ordinal);
            Assert.Contains("rejected 2 changes", grown.TextEn, StringComparison.Ordinal);
            Assert.Empty(early);
            Assert.Equal([$"reader:{Name}"], late);
            Assert.Equal([$"rejected:{Name}"], rejected);
        }
        await _hub.RestartAsync();
        alerts = _hub.Services.GetRequiredService<AlertWatch>();
        _time.Advance(TimeSpan.FromDays(1));
        await alerts.LookAsync(Token);
        Assert.Contains($"reader:{Name}", await SubjectsAsync());
    }

    [Fact]
    public async Task Stalls_ReaderThatCannotGoOn_NameTheCommand()
    {
        await _hub.AcknowledgeAsync(Name, (await _hub.ReadAsync(Request))[^1].Bookmark);
        await _hub.StopAsync();
        new DataBus.Hub.Log.RestoredMark(true, "", 1, DateTimeOffset.UnixEpoch).Write(_hub.Data);
        await _hub.OpenAsync();
        var early = await StallsAsync();
        _time.Advance(TimeSpan.FromMinutes(15));
        var late = await StallsAsync();

        Assert.DoesNotContain(early, static stall => stall.Subject == Name);
        var told = Assert.Single(late, static stall => stall.Subject == Name);
        Assert.Contains($"databus readers seek {Name} --to-snapshot --reason", told.TextZh, StringComparison.Ordinal);
        Assert.Contains($"databus readers seek {Name} --to-snapshot --reason", told.TextEn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_OfAReader_TellItsLag()
    {
        await _hub.ReadAsync(Request);
        _time.Advance(TimeSpan.FromSeconds(90));

        var told = _hub.Measure();

        Assert.Contains($"databus.reader.lag.age reader={Name} 90", told);
        Assert.Contains(told, line => line.StartsWith($"databus.reader.lag reader={Name} ", StringComparison.Ordinal));
    }

    private async Task<RejectResponse> RejectAsync(ulong revision, string name = Name, string reason = "库里放不下", string actor = "app") =>
        await _hub.Readers().RejectAsync(
            new RejectRequest { Name = name, Revision = revision, Reason = reason }, HubFixture.Caller(actor: actor), cancellationToken: Token);

    private async Task<SeekReaderResponse> SeekAsync(SeekReaderRequest request, string name = Name)
    {
        (request.Name, request.Reason) = (name, "重来");
        return await _hub.Readers().SeekReaderAsync(request, Operator, cancellationToken: Token);
    }

    private async Task<IReadOnlyList<Rejection>> ListAsync(bool all = false) =>
        (await _hub.Readers().ListRejectionsAsync(new ListRejectionsRequest { All = all }, Operator, cancellationToken: Token)).Rejections;

    private async Task<IReadOnlyList<Stall>> StallsAsync() =>
        (await new FreshnessService.FreshnessServiceClient(_hub.Channel).ListStallsAsync(new ListStallsRequest(), Operator, cancellationToken: Token)).Stalls;

    private async Task<IReadOnlyList<Alert>> AlertsAsync() =>
        (await new OperationsService.OperationsServiceClient(_hub.Channel).ListAlertsAsync(new ListAlertsRequest(), Operator, cancellationToken: Token)).Alerts;

    private async Task<string[]> SubjectsAsync() =>
        [.. (await AlertsAsync()).Select(alert => alert.Subject).Order(StringComparer.Ordinal)];

    private async Task<GetStatusResponse> StatusAsync() =>
        await new OperationsService.OperationsServiceClient(_hub.Channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: Token);

    // The revision at which a platform stands in the frames.
    private static ulong RevisionOf(IEnumerable<SubscribeResponse> frames, int number) => frames
        .SelectMany(frame => frame.Changes.Zip(frame.Runs.SelectMany(run => run.Revisions.Count > 0
            ? run.Revisions
            : Enumerable.Range(0, (int)run.Count).Select(i => run.FirstRevision + (ulong)i))))
        .Single(one => one.First.Key.Value == $"{Platforms}:{number}").Second;

    private static async Task AssertRefusedAsync(StatusCode code, string reason, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((code, reason), (error.StatusCode, error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason));
    }
}
