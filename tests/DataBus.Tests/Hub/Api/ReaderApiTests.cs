using DataBus.Hub.Delivery;
using DataBus.V1;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using static DataBus.Tests.Hub.Api.NamedCalls;

namespace DataBus.Tests.Hub.Api;

public sealed class ReaderApiTests : IAsyncLifetime
{
    private const string Name = "plan-dashboard";

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 8, 0, 0, TimeSpan.Zero));
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static SubscribeRequest Request => new() { Name = Name, Kinds = { Kind.Platform } };

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync(time: _time);
        await _hub.PushAsync(Platforms, Platform(1, "甲"), Platform(2, "乙"));
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Subscribe_NewName_BeginsWithASnapshotAndThenGoesOnWhereItWasAcknowledged()
    {
        var first = await _hub.ReadAsync(Request);
        await _hub.AcknowledgeAsync(Name, first[^1].Bookmark);
        await _hub.RestartAsync();
        await _hub.PushAsync(Platforms, Platform(3, "丙"));

        var second = await _hub.ReadAsync(Request);

        Assert.Equal(["甲", "乙"], Names(first));
        Assert.Equal(["丙"], Names(second));
        Assert.True(second[^1].Consistent);
    }

    [Fact]
    public async Task Subscribe_NothingAcknowledged_DeliversAgain()
    {
        await _hub.ReadAsync(Request);

        Assert.Equal(["甲", "乙"], Names(await _hub.ReadAsync(Request)));
    }

    [Fact]
    public async Task Subscribe_SnapshotGivenToAKnownName_MovesItThere()
    {
        await _hub.AcknowledgeAsync(Name, (await _hub.ReadAsync(Request))[^1].Bookmark);

        var anew = await _hub.ReadAsync(new SubscribeRequest(Request) { Snapshot = true });

        Assert.Equal(["甲", "乙"], Names(anew));
        Assert.Equal(0UL, (await _hub.ReaderAsync(Name)).Acknowledged);
        Assert.Equal(["甲", "乙"], Names(await _hub.ReadAsync(Request)));
    }

    [Fact]
    public async Task Subscribe_NowAndABookmarkOfTheSameRequest_MoveTheName()
    {
        await _hub.ReadAsync(new SubscribeRequest(Request) { Now = true });
        await _hub.PushAsync(Platforms, Platform(3, "丙"));

        var afterNow = await _hub.ReadAsync(Request);
        var unnamed = await _hub.ReadAsync(new SubscribeRequest(Request) { Name = "" });
        await _hub.PushAsync(Platforms, Platform(4, "丁"));
        var afterBookmark = await _hub.ReadAsync(new SubscribeRequest(Request) { Bookmark = unnamed[^1].Bookmark });

        Assert.Equal(["丙"], Names(afterNow));
        Assert.Equal(["丁"], Names(afterBookmark));
        Assert.Equal(unnamed[^1].LastRevision, (await _hub.ReaderAsync(Name)).Acknowledged);
    }

    [Fact]
    public async Task Subscribe_OtherFilterWithoutAStart_IsInvalid()
    {
        await _hub.ReadAsync(Request);

        var error = await Assert.ThrowsAsync<RpcException>(() => _hub.ReadAsync(new SubscribeRequest { Name = Name }));

        Assert.Equal((StatusCode.InvalidArgument, "name"), (error.StatusCode, error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations[0].Field));
    }

    [Fact]
    public async Task Subscribe_NameOfAnotherCaller_IsDenied()
    {
        await _hub.ReadAsync(Request);

        await AssertRefusedAsync(StatusCode.PermissionDenied, "OTHER_READER", () => _hub.ReadAsync(Request, "other"));
        await AssertRefusedAsync(StatusCode.PermissionDenied, "OTHER_READER", () => _hub.AcknowledgeAsync(Name, ByteString.Empty, "other"));
    }

    [Fact]
    public async Task Subscribe_StartThatCannotBeHad_MovesNothing()
    {
        await using var otherHub = await HubFixture.StartAsync();
        var foreign = (await otherHub.ReadAsync(new SubscribeRequest { Kinds = { Kind.Platform } }))[^1].Bookmark;
        var frames = await _hub.ReadAsync(Request);
        await _hub.AcknowledgeAsync(Name, frames[^1].Bookmark);

        using (var known = _hub.Open(new SubscribeRequest(Request) { Bookmark = foreign }))
            await known.ReadToEndAsync();
        using (var fresh = _hub.Open(new SubscribeRequest(Request) { Name = "new-name", Bookmark = foreign }))
            await fresh.ReadToEndAsync();

        Assert.Equal(frames[^1].LastRevision, (await _hub.ReaderAsync(Name)).Acknowledged);
        Assert.Equal(["甲", "乙"], Names(await _hub.ReadAsync(new SubscribeRequest(Request) { Name = "new-name" })));
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("Plan-Dashboard")]
    [InlineData("plan dashboard")]
    [InlineData("plan-dashboard\n")]
    public async Task Subscribe_BadName_IsInvalid(string name) => await AssertRefusedAsync(
        StatusCode.InvalidArgument, "INVALID_REQUEST", () => _hub.ReadAsync(new SubscribeRequest { Name = name }));

    [Fact]
    public async Task Subscribe_SecondStreamOfAName_EndsTheFirstAndSaysSo()
    {
        using var first = _hub.Open(Request);
        await first.ReadToHeadAsync();

        using var second = _hub.Open(Request);
        await second.ReadToHeadAsync();

        await AssertRefusedAsync(StatusCode.FailedPrecondition, "TAKEN_OVER", first.ReadToEndAsync);
        Assert.Equal(_time.GetUtcNow(), (await _hub.ReaderAsync(Name)).ConnectedSince.ToDateTimeOffset());
    }

    [Fact]
    public async Task Acknowledge_OlderOrEqual_ChangesNothingAndSaysSo()
    {
        var later = await _hub.ReadAsync(Request);
        var moved = await _hub.AcknowledgeAsync(Name, later[^1].Bookmark);

        var again = await _hub.AcknowledgeAsync(Name, later[^1].Bookmark);
        var older = await _hub.AcknowledgeAsync(Name, later.First(frame => frame.Changes.Count > 0).Bookmark);

        Assert.True(moved.Moved);
        Assert.Equal((false, moved.Revision), (again.Moved, again.Revision));
        Assert.Equal((false, moved.Revision), (older.Moved, older.Revision));
    }

    [Fact]
    public async Task Acknowledge_InTheMiddleOfASnapshot_GoesOnThere()
    {
        for (var i = 0; i < 6; i++)
            await _hub.PushAsync(Platforms, [.. Enumerable.Range(i * 100, 100).Select(number => Platform(number, new string('名', 60)))]);
        ByteString bookmark;
        using (var call = _hub.Open(Request))
        {
            Assert.True(await call.ResponseStream.MoveNext(Token));
            Assert.True(await call.ResponseStream.MoveNext(Token));
            bookmark = call.ResponseStream.Current.Bookmark;
            Assert.NotEmpty(call.ResponseStream.Current.Changes);
            await _hub.AcknowledgeAsync(Name, bookmark);
        }

        var rest = await _hub.ReadAsync(Request);

        Assert.DoesNotContain(rest, frame => frame.MarkCase == SubscribeResponse.MarkOneofCase.SnapshotBegin);
        Assert.Equal(Bookmark.Read(bookmark)!.Position.Revision + 1, rest[0].FirstRevision);
    }

    [Fact]
    public async Task Acknowledge_WhatTheStreamHasNotSent_IsRefused()
    {
        await _hub.ReadAsync(Request);
        await _hub.PushAsync(Platforms, Platform(3, "丙"));
        var mine = Bookmark.Read((await _hub.ReadAsync(Request))[^1].Bookmark)!;
        await _hub.PushAsync(Platforms, Platform(4, "丁"));
        var beyond = await _hub.ReadAsync(new SubscribeRequest(Request) { Name = "other-name" });
        var chain = Bookmark.Read(beyond[^1].Bookmark)!;

        await AssertRefusedAsync(StatusCode.FailedPrecondition, "NOT_SENT",
            () => _hub.AcknowledgeAsync(Name, (mine with { Position = chain.Position, Chain = chain.Chain }).Write()));
        await AssertRefusedAsync(StatusCode.FailedPrecondition, "NOT_SENT",
            () => _hub.AcknowledgeAsync(Name, (mine with { Position = DeliveryPosition.After(chain.Position.Revision + 50) }).Write()));
    }

    [Fact]
    public async Task Acknowledge_BookmarkOfAnotherNameRequestEpochOrChain_IsRefusedByName()
    {
        var own = Bookmark.Read((await _hub.ReadAsync(Request))[^1].Bookmark)!;
        var othersName = (await _hub.ReadAsync(new SubscribeRequest(Request) { Name = "other-name" }))[^1].Bookmark;
        var othersRequest = (await _hub.ReadAsync(new SubscribeRequest { Name = "third-name" }))[^1].Bookmark;
        var torn = own.Write().ToByteArray();
        torn[^1] ^= 1;

        await AssertRefusedAsync(StatusCode.InvalidArgument, "OTHER_SUBSCRIPTION", () => _hub.AcknowledgeAsync(Name, othersName));
        await AssertRefusedAsync(StatusCode.InvalidArgument, "OTHER_SUBSCRIPTION", () => _hub.AcknowledgeAsync(Name, othersRequest));
        await AssertRefusedAsync(StatusCode.FailedPrecondition, "EPOCH_CHANGED", () => _hub.AcknowledgeAsync(Name, (own with { Epoch = "another" }).Write()));
        await AssertRefusedAsync(StatusCode.FailedPrecondition, "HISTORY_CHANGED", () => _hub.AcknowledgeAsync(Name, (own with { Chain = own.Chain ^ 1 }).Write()));
        await AssertRefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", () => _hub.AcknowledgeAsync(Name, ByteString.CopyFrom(torn)));
        await AssertRefusedAsync(StatusCode.NotFound, "NOT_FOUND", () => _hub.AcknowledgeAsync("no-such-name", own.Write()));
    }

    [Fact]
    public async Task Acknowledge_AfterARestartOfTheHub_TakesWhatWasSentBefore()
    {
        var frames = await _hub.ReadAsync(Request);
        await _hub.RestartAsync();

        var answer = await _hub.AcknowledgeAsync(Name, frames[^1].Bookmark);

        Assert.Equal((true, frames[^1].LastRevision), (answer.Moved, answer.Revision));
    }

    [Fact]
    public async Task Acknowledge_Always_IsNoEntryOfTheLog()
    {
        var frames = await _hub.ReadAsync(Request);
        var before = await HeadAsync();

        await _hub.AcknowledgeAsync(Name, frames[^1].Bookmark);

        Assert.Equal(before, await HeadAsync());
    }

    [Fact]
    public async Task ListReaders_Always_SaysHowFarAndWhy()
    {
        var committed = _time.GetUtcNow();
        Assert.Empty((await ListAsync("app")).Readers);
        await _hub.ReadAsync(Request);
        _time.Advance(TimeSpan.FromMinutes(5));
        var waits = await StateWhenDisconnectedAsync();

        using var call = _hub.Open(Request);
        var frames = await call.ReadToHeadAsync();
        var never = await _hub.ReaderAsync(Name);
        await _hub.AcknowledgeAsync(Name, frames[^1].Bookmark);
        var current = await _hub.ReaderAsync(Name);
        await PauseAsync("tax.rd-deduction");
        var filtered = await _hub.ReaderAsync(Name);
        var pushed = await _hub.PushAsync(Platforms, Platform(3, "丙"));
        var slow = await _hub.ReaderAsync(Name);

        Assert.Equal((ReaderReason.Disconnected, committed), (waits.Reason, waits.WaitingSince.ToDateTimeOffset()));
        Assert.Equal(ReaderReason.NeverAcknowledged, never.Reason);
        Assert.Equal((ReaderReason.Current, 0UL, 0UL), (current.Reason, current.LagRevisions, current.WaitingFrom));
        Assert.Equal((ReaderReason.Filtered, 1UL, 0UL), (filtered.Reason, filtered.LagRevisions, filtered.WaitingFrom));
        Assert.Equal(ReaderReason.SlowReader, slow.Reason);
        Assert.InRange(slow.WaitingFrom, filtered.Acknowledged + 2, pushed.Revision);
        Assert.Equal(("app", "{ \"kinds\": [ \"KIND_PLATFORM\" ] }"), (slow.Owner, slow.Filter));
    }

    [Fact]
    public async Task ListReaders_OfASetThatEntitiesEnter_CountsWhatIsForIt()
    {
        var others = new SubscribeRequest { Name = "of-another-source", Sources = { "tax.*" } };
        var own = new SubscribeRequest { Name = "of-platforms", Sources = { "science.*" } };
        using var first = _hub.Open(others);
        using var second = _hub.Open(own);
        await _hub.AcknowledgeAsync(others.Name, (await first.ReadToHeadAsync())[^1].Bookmark);
        await _hub.AcknowledgeAsync(own.Name, (await second.ReadToHeadAsync())[^1].Bookmark);

        await _hub.PushAsync(Platforms, Platform(3, "丙"));

        Assert.Equal(ReaderReason.Filtered, (await _hub.ReaderAsync(others.Name)).Reason);
        Assert.Equal(ReaderReason.SlowReader, (await _hub.ReaderAsync(own.Name)).Reason);
    }

    [Fact]
    public async Task ListReaders_OfAnotherCaller_ShowsItsOwnOnly()
    {
        await _hub.ReadAsync(Request);

        Assert.Empty((await ListAsync("other")).Readers);
        Assert.Equal(Name, Assert.Single((await ListAsync("app")).Readers).Name);
    }

    [Fact]
    public async Task ListReaders_OverHttp_IsJson()
    {
        await _hub.ReadAsync(Request);
        using var http = new HttpClient { BaseAddress = _hub.Http };
        http.DefaultRequestHeaders.Add("databus-role", "operator");

        var readers = await http.GetStringAsync("/v1/readers", Token);
        var rejections = await http.GetStringAsync("/v1/readers/rejections", Token);
        var stalls = await http.GetStringAsync("/v1/stalls", Token);

        Assert.Contains($"\"name\":\"{Name}\"", readers.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("rejections", rejections, StringComparison.Ordinal);
        Assert.Contains("stalls", stalls, StringComparison.Ordinal);
    }

    // The hub learns of it a moment after the caller has gone.
    private async Task<ReaderState> StateWhenDisconnectedAsync()
    {
        while (true)
        {
            if (await _hub.ReaderAsync(Name) is { ConnectedSince: null } state)
                return state;
            await Task.Yield();
        }
    }

    private async Task<ListReadersResponse> ListAsync(string actor) =>
        await _hub.Readers().ListReadersAsync(new ListReadersRequest(), HubFixture.Caller(actor: actor), cancellationToken: Token);

    private async Task PauseAsync(string source) => await new OperationsService.OperationsServiceClient(_hub.Channel).PauseSourceAsync(
        new PauseSourceRequest { Source = source, Reason = "维护" }, HubFixture.Caller(isOperator: true), cancellationToken: Token);

    private async Task<ulong> HeadAsync() =>
        (await new OperationsService.OperationsServiceClient(_hub.Channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: Token)).Head;

    private static async Task AssertRefusedAsync(StatusCode code, string reason, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((code, reason), (error.StatusCode, error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason));
    }
}
