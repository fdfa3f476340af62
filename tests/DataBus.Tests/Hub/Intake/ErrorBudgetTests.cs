using DataBus.Hub;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Tests.Hub.Intake;

public sealed class ErrorBudgetTests : IAsyncDisposable
{
    private const string Source = "science.tier-labels";
    private readonly CoreFixture _hub = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CommitAsync_MoreHeldThanTheNumber_StandsAndPausesTheSource()
    {
        await SetAsync(maxHeld: 3);
        var source = await _hub.OpenAsync(Source);
        var allowed = await source.PushAsync(InPass("p", sound: 5, bad: 3));

        var over = await source.PushAsync(InPass("p", sound: 5, bad: 1));
        var position = source.Position;
        var refused = await Assert.ThrowsAsync<HubException>(() => source.PushAsync(InPass("p", sound: 1, bad: 0)));

        Assert.Equal((3UL, 1UL, 5UL), (allowed.Tallies.Held, over.Tallies.Held, over.Tallies.Accepted));
        Assert.Equal("SOURCE_PAUSED", refused.Refusal.Reason);
        Assert.Contains("4 of 14 changes are held, over the budget of 3", refused.Refusal.Metadata["reason"], StringComparison.Ordinal);
        Assert.Contains($"databus sources resume {Source}", refused.Refusal.Metadata["reason"], StringComparison.Ordinal);
        Assert.Equal(position, (await RowAsync()).Position);
    }

    [Fact]
    public async Task CommitAsync_AfterTheResume_CountsAnew()
    {
        await SetAsync(maxHeld: 3);
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(InPass("p", sound: 0, bad: 4));
        _ = await _hub.Core.Intake.SetPausedAsync(Source, paused: false, "看过了", "王**", Token);

        var again = await _hub.OpenAsync(Source);
        _ = await again.PushAsync(InPass("p", sound: 0, bad: 3));
        var stillOpen = await RowAsync();
        _ = await again.PushAsync(InPass("p", sound: 0, bad: 1));

        Assert.Equal((false, 3UL), (stillOpen.Paused, BudgetUse.Of(stillOpen).Held));
        Assert.True((await RowAsync()).Paused);
    }

    [Fact]
    public async Task CommitAsync_ShareTooLarge_CountsFromAHundredChangesOn()
    {
        await SetAsync(maxPercent: 10);
        var source = await _hub.OpenAsync(Source);

        _ = await source.PushAsync(InPass("p", sound: 49, bad: 50));
        var few = await RowAsync();
        _ = await source.PushAsync(InPass("p", sound: 0, bad: 1));
        var many = await RowAsync();

        Assert.Equal((false, true), (few.Paused, many.Paused));
        Assert.Contains("51 of 100 changes are held, over the budget of 10 %", many.PausedReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommitAsync_ShareExactlyAtTheBudget_GoesOn()
    {
        await SetAsync(maxPercent: 10);
        var source = await _hub.OpenAsync(Source);

        _ = await source.PushAsync(InPass("p", sound: 90, bad: 10));

        Assert.False((await RowAsync()).Paused);
    }

    [Fact]
    public async Task CommitAsync_OutsideAnyPass_CountsEachBatchByItself()
    {
        await SetAsync(maxHeld: 3);
        var source = await _hub.OpenAsync(Source);

        _ = await source.PushAsync(InPass("", sound: 0, bad: 3));
        _ = await source.PushAsync(InPass("", sound: 0, bad: 3));
        var single = await RowAsync();
        _ = await source.PushAsync(InPass("", sound: 0, bad: 4));

        Assert.Equal((false, true), (single.Paused, (await RowAsync()).Paused));
    }

    [Fact]
    public async Task CommitAsync_HeldOnesComeAgain_AreNotCounted()
    {
        var source = await _hub.OpenAsync(Source);
        var nightly = InPass("night 1", sound: 0, bad: 5);
        _ = await source.PushAsync(nightly.Clone());
        await SetAsync(maxHeld: 1);

        nightly.Pass.Id = "night 2";
        var again = await source.PushAsync(nightly);

        Assert.Equal(5UL, again.Tallies.SeenAgain);
        Assert.False((await RowAsync()).Paused);
    }

    [Fact]
    public async Task CommitAsync_BatchThatClosesItsPass_IsJudgedWithThePass()
    {
        await SetAsync(maxHeld: 3);
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(InPass("p", sound: 0, bad: 3));
        var last = InPass("p", sound: 0, bad: 1);
        last.Pass.Close = new PassClose { End = PassEnd.Whole, RowsRead = 4 };

        var closed = await source.PushAsync(last);

        Assert.Equal(4UL, closed.PassTallies.Held);
        Assert.True((await RowAsync()).Paused);
    }

    [Fact]
    public async Task SetBudgetAsync_BothZero_TakesItAway()
    {
        await SetAsync(maxHeld: 1);
        await SetAsync();
        var source = await _hub.OpenAsync(Source);

        _ = await source.PushAsync(InPass("p", sound: 0, bad: 50));

        var row = await RowAsync();
        Assert.Null(row.Budget);
        Assert.False(row.Paused);
    }

    [Fact]
    public async Task RebuildViewsAsync_InTheMiddleOfAResumedPass_GivesTheSameRow()
    {
        await SetAsync(maxHeld: 3, maxPercent: 20);
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(InPass("p", sound: 1, bad: 4));
        _ = await _hub.Core.Intake.SetPausedAsync(Source, paused: false, "", "王**", Token);
        _ = await (await _hub.OpenAsync(Source)).PushAsync(InPass("p", sound: 1, bad: 2));
        var before = await RowAsync();

        await _hub.RebuildViewsAsync();

        var after = await RowAsync();
        Assert.Equal(before, after);
        Assert.Equal(new BudgetUse(2, 3), BudgetUse.Of(after));
        _ = await (await _hub.OpenAsync(Source)).PushAsync(InPass("p", sound: 0, bad: 1));
        Assert.False((await RowAsync()).Paused);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private Task<ulong> SetAsync(ulong maxHeld = 0, uint maxPercent = 0) => _hub.Core.Intake.SetBudgetAsync(
        Source, new BudgetSet { MaxHeld = maxHeld, MaxPercent = maxPercent, Actor = "王**", Reason = "试行" }, Token);

    private async Task<SourceRow> RowAsync()
    {
        using var view = await _hub.Core.Views.AtLeastAsync(_hub.Core.Log.Head, Token);
        return view.FindSource(Source)!;
    }

    private int _certificates;

    private Batch InPass(string pass, int sound, int bad)
    {
        var batch = new Batch { Pass = pass.Length == 0 ? null : new Pass { Id = pass, Mode = PassMode.Changes } };
        for (var i = 0; i < sound + bad; i++)
        {
            var change = Samples.Label(certificate: $"C{_certificates++}");
            if (i >= sound)
                change.TierLabel.ValidFrom = "soon";
            batch.Items.Add(new PushItem { Change = change });
        }

        return batch;
    }
}
