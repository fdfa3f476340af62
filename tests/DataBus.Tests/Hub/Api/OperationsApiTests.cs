using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

public sealed class OperationsApiTests : IAsyncLifetime
{
    private const string Registrations = "market-regulation.registrations";

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private OperationsService.OperationsServiceClient Operations => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync();

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task GetStatus_WithAnOpenStream_CountsIt()
    {
        using var stream = new DeliveryService.DeliveryServiceClient(_hub.Channel).Subscribe(new SubscribeRequest { Now = true }, cancellationToken: Token);
        Assert.True(await stream.ResponseStream.MoveNext(Token));

        var status = await Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Token);

        Assert.Equal(1u, status.Subscribers);
        Assert.Equal("1.1", status.Contract);
        Assert.Equal(32, status.Chain.Length);
        Assert.NotEmpty(status.Epoch);
        Assert.InRange(status.Watermark, 1UL, ulong.MaxValue);
    }

    [Fact]
    public async Task ListSources_AfterAPush_CountsIt()
    {
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));

        var answer = await Operations.ListSourcesAsync(new ListSourcesRequest(), cancellationToken: Token);

        Assert.Equal(answer.Sources.Select(source => source.Source).Order(StringComparer.Ordinal), answer.Sources.Select(source => source.Source));
        var source = answer.Sources.Single(source => source.Source == Registrations);
        Assert.Equal(1UL, source.Tallies.Accepted);
        Assert.Equal(1UL, source.LiveAddresses);
        Assert.Equal("区市场监管局", source.Bureau);
        Assert.NotNull(source.LastHeard);
    }

    [Fact]
    public async Task PauseSource_ThenResume_StopsAndStartsItsPushes()
    {
        await Operations.PauseSourceAsync(new PauseSourceRequest { Source = Registrations, Reason = "检查" }, Operator, cancellationToken: Token);
        var paused = (await Operations.ListSourcesAsync(new ListSourcesRequest(), cancellationToken: Token)).Sources.Single(source => source.Source == Registrations);
        var refused = await Assert.ThrowsAsync<RpcException>(() => _hub.PushAsync(Registrations, Sound.Of(Sound.Registration)));

        await Operations.ResumeSourceAsync(new ResumeSourceRequest { Source = Registrations }, Operator, cancellationToken: Token);
        var pushed = await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));

        Assert.Equal((true, "检查"), (paused.Paused, paused.PausedReason));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal(1UL, pushed.Tallies.Accepted);
    }

    [Fact]
    public async Task PauseSource_ByItsOwner_StopsItUntilAnOperatorLetsItGoOn()
    {
        var owner = HubFixture.Caller(source: Registrations);
        await Operations.PauseSourceAsync(new PauseSourceRequest { Source = Registrations, Reason = "缺少列" }, owner, cancellationToken: Token);
        var other = await Assert.ThrowsAsync<RpcException>(() => Operations.PauseSourceAsync(
            new PauseSourceRequest { Source = "science.platforms", Reason = "x" }, owner, cancellationToken: Token).ResponseAsync);
        var resume = await Assert.ThrowsAsync<RpcException>(() => Operations.ResumeSourceAsync(
            new ResumeSourceRequest { Source = Registrations }, owner, cancellationToken: Token).ResponseAsync);
        var refused = await Assert.ThrowsAsync<RpcException>(() => _hub.PushAsync(Registrations, Sound.Of(Sound.Registration)));

        Assert.Equal((StatusCode.PermissionDenied, StatusCode.PermissionDenied), (other.StatusCode, resume.StatusCode));
        Assert.Contains("缺少列", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseSource_UnknownOrWithoutReasonOrByAReader_IsRefused()
    {
        var unknown = await Assert.ThrowsAsync<RpcException>(() => Operations.PauseSourceAsync(
            new PauseSourceRequest { Source = "no.such", Reason = "x" }, Operator, cancellationToken: Token).ResponseAsync);
        var silent = await Assert.ThrowsAsync<RpcException>(() => Operations.PauseSourceAsync(
            new PauseSourceRequest { Source = Registrations }, Operator, cancellationToken: Token).ResponseAsync);
        var reader = await Assert.ThrowsAsync<RpcException>(() => Operations.PauseSourceAsync(
            new PauseSourceRequest { Source = Registrations, Reason = "x" }, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, silent.StatusCode);
        Assert.Equal(StatusCode.PermissionDenied, reader.StatusCode);
    }

    [Fact]
    public async Task ListPasses_ClosedPass_HasASheetWhoseSumIsExact()
    {
        var missing = new Change { Key = Sound.Of(Sound.Registration).Key, Tombstone = new Tombstone { Facet = "enterprise.nothing" } };
        var pass = new Pass { Id = "poll:1", Mode = PassMode.Changes, Close = new PassClose { End = PassEnd.Whole, RowsRead = 10 } };
        var batch = new Batch
        {
            PositionAfter = "1",
            Items = { new PushItem { Change = Sound.Of(Sound.Registration) }, new PushItem { Change = missing } },
            Pass = pass,
            RowsUnchanged = 5,
            RowsOutOfScope = 2,
        };
        await PushAsync(batch);

        var sheet = Assert.Single((await Operations.ListPassesAsync(
            new ListPassesRequest { Source = Registrations }, Operator, cancellationToken: Token)).Passes);

        Assert.Equal(("poll:1", PassEnd.Whole, 10UL), (sheet.Pass, sheet.End, sheet.RowsRead));
        Assert.Equal((1UL, 5UL, 1UL, 2UL), (sheet.Tallies.Accepted, sheet.Tallies.Unchanged, sheet.Tallies.Held, sheet.Tallies.OutOfScope));
        Assert.Equal(1, sheet.Difference);
        Assert.NotNull(sheet.ClosedAt);
    }

    [Fact]
    public async Task ListPasses_ByAnother_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => Operations.ListPassesAsync(
            new ListPassesRequest { Source = Registrations }, HubFixture.Caller(source: "tax.rd-deduction"), cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task RebaseSource_WithoutReasonOrByAReader_IsRefused()
    {
        var silent = await Assert.ThrowsAsync<RpcException>(() => Operations.RebaseSourceAsync(
            new RebaseSourceRequest { Source = Registrations }, Operator, cancellationToken: Token).ResponseAsync);
        var reader = await Assert.ThrowsAsync<RpcException>(() => Operations.RebaseSourceAsync(
            new RebaseSourceRequest { Source = Registrations, Reason = "x" }, cancellationToken: Token).ResponseAsync);

        Assert.Equal((StatusCode.InvalidArgument, StatusCode.PermissionDenied), (silent.StatusCode, reader.StatusCode));
    }

    [Fact]
    public async Task SetBudget_ThenAnOpenPass_ShowsWhatIsUsedOfIt()
    {
        await Operations.SetBudgetAsync(
            new SetBudgetRequest { Source = Registrations, MaxHeld = 200, MaxPercent = 5, Reason = "试行" }, Operator, cancellationToken: Token);
        var missing = new Change { Key = Sound.Of(Sound.Registration).Key, Tombstone = new Tombstone { Facet = "enterprise.nothing" } };
        await PushAsync(new Batch
        {
            PositionAfter = "1",
            Items = { new PushItem { Change = Sound.Of(Sound.Registration) }, new PushItem { Change = missing } },
            Pass = new Pass { Id = "poll:1", Mode = PassMode.Changes },
        });

        var source = (await Operations.ListSourcesAsync(new ListSourcesRequest(), cancellationToken: Token)).Sources.Single(source => source.Source == Registrations);

        Assert.Equal(new SourceBudget { MaxHeld = 200, MaxPercent = 5, Actor = "王**", Reason = "试行", Held = 1, Changes = 2 }, source.Budget);
    }

    [Fact]
    public async Task SetBudget_WrongRequests_AreRefusedByField()
    {
        var wrong = await RefusedAsync(new SetBudgetRequest { Source = Registrations, MaxPercent = 101 });
        var unknown = await RefusedAsync(new SetBudgetRequest { Source = "no.such", MaxHeld = 1, Reason = "x" });
        var own = await RefusedAsync(new SetBudgetRequest { Source = "hub", MaxHeld = 1, Reason = "x" });
        var reader = await Assert.ThrowsAsync<RpcException>(() => Operations.SetBudgetAsync(
            new SetBudgetRequest { Source = Registrations, MaxHeld = 1, Reason = "x" }, HubFixture.Caller(source: Registrations), cancellationToken: Token).ResponseAsync);

        var fields = wrong.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations.Select(one => one.Field);
        Assert.Equal(["max_percent", "reason"], fields);
        Assert.Equal(
            (StatusCode.InvalidArgument, StatusCode.NotFound, StatusCode.PermissionDenied, StatusCode.PermissionDenied),
            (wrong.StatusCode, unknown.StatusCode, own.StatusCode, reader.StatusCode));
    }

    private Task<RpcException> RefusedAsync(SetBudgetRequest request) =>
        Assert.ThrowsAsync<RpcException>(() => Operations.SetBudgetAsync(request, Operator, cancellationToken: Token).ResponseAsync);

    private async Task PushAsync(Batch batch)
    {
        using var stream = new IntakeService.IntakeServiceClient(_hub.Channel).Push(HubFixture.Caller(source: Registrations), cancellationToken: Token);
        await stream.RequestStream.WriteAsync(new PushRequest { Open = new Open { Source = Registrations, Holder = "test" } }, Token);
        await stream.RequestStream.WriteAsync(new PushRequest { Batch = batch }, Token);
        await stream.RequestStream.CompleteAsync();
        while (await stream.ResponseStream.MoveNext(Token))
        {
        }
    }

    [Fact]
    public async Task Verify_AgainstKeptHeads_AgreesWithWhatWasAcknowledgedAndNamesWhatWasNot()
    {
        var kept = (await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration))).Head;
        var other = new ChainHead(kept) { Chain = ByteString.CopyFrom(new byte[32]) };
        var elsewhere = new ChainHead(kept) { Epoch = "another", Revision = kept.Revision + 1_000 };

        var agreed = await VerifyAsync(kept);
        var rewritten = await VerifyAsync(kept, other);
        var lost = await VerifyAsync(elsewhere);
        var unsound = await Assert.ThrowsAsync<RpcException>(() => VerifyAsync(new ChainHead { Revision = 1, Chain = ByteString.CopyFromUtf8("short") }));

        Assert.True(agreed is { Sound: true, Heads: 1 }, agreed.Problem);
        Assert.True(rewritten is { Sound: false, Heads: 2 });
        Assert.Contains($"修订号 {kept.Revision} 处的链值与留存的链头不符", rewritten.Problem, StringComparison.Ordinal);
        Assert.Contains("of the epoch another", lost.Problem, StringComparison.Ordinal);
        Assert.Equal(StatusCode.InvalidArgument, unsound.StatusCode);
    }

    private async Task<VerifyResponse> VerifyAsync(params ChainHead[] against)
    {
        using var call = Operations.Verify(new VerifyRequest { Against = { against } }, Operator, cancellationToken: Token);
        VerifyResponse? last = null;
        while (await call.ResponseStream.MoveNext(Token))
            last = call.ResponseStream.Current;
        return last!;
    }

    [Fact]
    public async Task Verify_SoundLog_EndsDoneAndSoundAtTheHead()
    {
        await _hub.PushAsync(Registrations, Sound.Of(Sound.Registration));

        using var call = Operations.Verify(new VerifyRequest(), Operator, cancellationToken: Token);
        VerifyResponse? last = null;
        while (await call.ResponseStream.MoveNext(Token))
            last = call.ResponseStream.Current;

        Assert.True(last!.Done);
        Assert.True(last.Sound, last.Problem);
        Assert.Equal(last.Head, last.Revision);
    }
}
