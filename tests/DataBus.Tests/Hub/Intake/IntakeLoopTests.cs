using DataBus.Hub;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Tests.Hub.Intake;

public sealed class IntakeLoopTests : IAsyncDisposable
{
    private const string Source = "science.tier-labels";
    private readonly CoreFixture _hub = new();

    [Fact]
    public async Task CommitAsync_SameContentTwice_IsUnchanged()
    {
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(Samples.Label());

        var again = await source.PushAsync(Samples.Label());

        Assert.Equal(1UL, again.Tallies.Unchanged);
        Assert.Empty(again.Exceptions);
    }

    [Fact]
    public async Task CommitAsync_BadAmongGood_HoldsTheBadOneAlone()
    {
        var source = await _hub.OpenAsync(Source);
        var bad = Samples.Label(certificate: "B");
        bad.TierLabel.Code = "T99";

        var result = await source.PushAsync(Samples.Label(certificate: "A"), bad, Samples.Label(certificate: "C"));

        Assert.Equal(2UL, result.Tallies.Accepted);
        Assert.Equal((1U, Outcome.Held), (result.Exceptions.Single().Index, result.Exceptions.Single().Outcome));
    }

    [Fact]
    public async Task CommitAsync_RulesChangedSinceItWasPrepared_IsJudgedByThoseOfNow()
    {
        var source = await _hub.OpenAsync(Source);
        var batch = new Batch { PositionBefore = source.Position, PositionAfter = "1", Items = { new PushItem { Change = Samples.Label(code: "T9") } } };
        var prepared = _hub.Core.Preparation.Prepare(Source, source.Opened.Lease, batch);
        var code = new CodeAdded { Table = "tier_code", Code = "T9", Zh = "新梯度", Actor = "ops", Reason = "x" };
        _ = await _hub.Core.Intake.AddCodeAsync(code, TestContext.Current.CancellationToken);

        var result = await _hub.Core.Intake.CommitAsync(prepared, TestContext.Current.CancellationToken);

        Assert.Equal((1UL, 0UL), (result.Tallies.Accepted, result.Tallies.Held));
    }

    [Fact]
    public async Task CommitAsync_AnothersAddress_IsRefused()
    {
        var source = await _hub.OpenAsync(Source);

        var result = await source.PushAsync(Samples.Label(code: "M1"));

        Assert.Equal(Outcome.Refused, result.Exceptions.Single().Outcome);
        Assert.Null(await _hub.SlotAsync(Samples.Label(code: "M1")));
    }

    [Fact]
    public async Task CommitAsync_HeldNewerThanLive_MarksPendingUntilMended()
    {
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(Samples.Label());
        var bad = Samples.Label();
        bad.TierLabel.ValidFrom = "2026-13-01";

        var held = await source.PushAsync(bad);
        var pending = (await _hub.SlotAsync(bad))!.Pending;
        var mended = Samples.Label();
        mended.TierLabel.ValidFrom = "2026-01-02";
        _ = await source.PushAsync(mended);

        Assert.NotNull(pending);
        Assert.Null((await _hub.SlotAsync(bad))!.Pending);
        Assert.Equal(FailedState.Settled, (await _hub.HeldAsync(held.Exceptions.Single().FailedId)).State);
    }

    [Fact]
    public async Task CommitAsync_WrongPosition_IsAbortedAndChangesNothing()
    {
        var source = await _hub.OpenAsync(Source);
        var head = _hub.Core.Log.Head;
        source.Position = "elsewhere";

        var refused = await Assert.ThrowsAsync<HubException>(() => source.PushAsync(Samples.Label()));

        Assert.Equal("POSITION_MISMATCH", refused.Refusal.Reason);
        Assert.Equal(head, _hub.Core.Log.Head);
    }

    [Fact]
    public async Task CommitAsync_AfterReopen_StandsWhereItStood()
    {
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(Samples.Label());

        await _hub.ReopenAsync();
        var after = await _hub.OpenAsync(Source);

        Assert.Equal(source.Position, after.Opened.Position);
        Assert.Equal(1UL, (await after.PushAsync(Samples.Label())).Tallies.Unchanged);
    }

    [Fact]
    public async Task CommitAsync_DiscardedComesAgain_IsKnownUntilSomethingNewer()
    {
        var source = await _hub.OpenAsync(Source);
        var bad = Samples.Label();
        bad.TierLabel.ValidFrom = "2026-13-01";
        var id = (await source.PushAsync(bad.Clone())).Exceptions.Single().FailedId;
        var order = new DeskOrder([new FailedRef { Id = id }], static (acts, item) => acts.Do(new JobAct { Discard = new JobDiscard() }, item, "", new Doer("ops", "x")));
        _ = await _hub.Core.Intake.ActAsync(order, TestContext.Current.CancellationToken);

        var known = await source.PushAsync(bad.Clone());
        _ = await source.PushAsync(Samples.Label());
        var heldAgain = await source.PushAsync(bad.Clone());

        Assert.Equal(1UL, known.Tallies.Known);
        Assert.Equal(1UL, heldAgain.Tallies.Held);
    }

    [Fact]
    public async Task CommitAsync_MissedByTwoCompleteFiles_IsDeleted()
    {
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(Samples.Label());
        var absent = Addresses.Of(Samples.Label())!;

        var first = await source.PushAsync(Samples.CompleteFile("2026-01-01", absent));
        var second = await source.PushAsync(Samples.CompleteFile("2026-01-02", absent));

        Assert.Equal((0UL, 1UL), (first.Tallies.Deleted, second.Tallies.Deleted));
        Assert.True((await _hub.SlotAsync(Samples.Label()))!.Deleted);
    }

    [Fact]
    public async Task CommitAsync_EventsBehindAHeldOne_WaitAndGoOutInOrder()
    {
        var source = await _hub.OpenAsync("ip-center.api");
        var bad = Samples.Event("1", 1);
        bad.LegalEvent.Code = "??";
        var held = await source.PushAsync(bad, Samples.Event("2", 2), Samples.Event("3", 3));

        var mended = await source.PushAsync(Samples.Event("1", 1));

        Assert.Equal((1UL, 2UL), (held.Tallies.Held, held.Tallies.Waiting));
        Assert.Equal(1UL, mended.Tallies.Accepted);
        var second = await _hub.SlotAsync(Samples.Event("2", 2));
        var third = await _hub.SlotAsync(Samples.Event("3", 3));
        Assert.True(second!.Revision < third!.Revision);
        foreach (var waited in held.Exceptions.Skip(1))
            Assert.Equal(FailedState.Replayed, (await _hub.HeldAsync(waited.FailedId)).State);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();
}
