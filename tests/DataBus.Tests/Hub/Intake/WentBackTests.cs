using DataBus.Hub;
using DataBus.V1;

namespace DataBus.Tests.Hub.Intake;

public sealed class WentBackTests : IAsyncDisposable
{
    private const string Source = "science.tier-labels";
    private readonly CoreFixture _hub = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CommitAsync_EveryRowOfALargeBatchIsOlder_PausesTheSourceWithTheReason()
    {
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(Labels(20, version: 100, batch: "new"));

        var stale = await source.PushAsync(Labels(20, version: 50, batch: "restored"));
        var refused = await Assert.ThrowsAsync<HubException>(() => source.PushAsync(Samples.Label()));

        Assert.Equal(20UL, stale.Tallies.Stale);
        Assert.Equal("SOURCE_PAUSED", refused.Refusal.Reason);
        Assert.StartsWith("SOURCE_WENT_BACK", refused.Refusal.Metadata["reason"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommitAsync_OneRowIsNotOlder_GoesOn()
    {
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(Labels(20, version: 100, batch: "new"));
        var late = Labels(20, version: 50, batch: "late");
        late[7].SourceVersion.Sequence = 101;

        var mixed = await source.PushAsync(late);

        Assert.Equal((19UL, 1UL), (mixed.Tallies.Stale, mixed.Tallies.Accepted));
        Assert.Equal(1UL, (await source.PushAsync(Samples.Label(certificate: "other"))).Tallies.Accepted);
    }

    // A database that was restored went on meanwhile: what is new in it must not hide what is old.
    [Theory]
    [InlineData(PassMode.Full, true)]
    [InlineData(PassMode.Changes, false)]
    public async Task CommitAsync_OneRowOfMany_IsOlder_PausesOnlyIfTheTableWasReadWhole(PassMode mode, bool isPaused)
    {
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(Labels(20, version: 100, batch: "new"));
        var sweep = Labels(20, version: 101, batch: "new timeline");
        sweep[7].SourceVersion.Sequence = 50;

        var result = await source.PushAsync(
            new Batch { Pass = new Pass { Id = "sweep:1", Mode = mode }, Items = { sweep.Select(change => new PushItem { Change = change }) } });
        var next = await Record.ExceptionAsync(() => source.PushAsync(Samples.Label(certificate: "other")));

        Assert.Equal((1UL, 19UL), (result.Tallies.Stale, result.Tallies.Accepted));
        Assert.Equal(isPaused ? "SOURCE_PAUSED" : null, (next as HubException)?.Refusal.Reason);
    }

    [Fact]
    public async Task RebaseAsync_AfterVersionsWentBack_TakesWhatDiffersAndNothingElse()
    {
        var source = await _hub.OpenAsync(Source);
        _ = await source.PushAsync(Labels(20, version: 100, batch: "same"));
        var restored = Labels(20, version: 50, batch: "same");
        restored[3].TierLabel.Batch = "as it was before";
        restored[4].TierLabel.Batch = "as it was before";
        _ = await source.PushAsync(Labels(20, version: 40, batch: "older"));

        var rebased = await _hub.Core.Intake.RebaseAsync(Source, "由备份恢复", "王**", Token);
        var again = await _hub.OpenAsync(Source);
        var result = await again.PushAsync(restored);
        var lower = await again.PushAsync(Labels(1, version: 49, batch: "late"));

        Assert.Equal(2U, rebased.Generation);
        Assert.Equal(("", 2U), (again.Opened.Position, again.Opened.Generation));
        Assert.Equal((2UL, 18UL), (result.Tallies.Accepted, result.Tallies.Unchanged));
        // What was compared has its version of now: order holds again.
        Assert.Equal(1UL, lower.Tallies.Stale);
    }

    [Fact]
    public async Task RebaseAsync_ThenReopened_IsStillOfTheNewGeneration()
    {
        _ = await (await _hub.OpenAsync(Source)).PushAsync(Labels(1, version: 100, batch: "new"));
        _ = await _hub.Core.Intake.RebaseAsync(Source, "renumbered", "ops", Token);

        await _hub.ReopenAsync();
        var source = await _hub.OpenAsync(Source);

        Assert.Equal(1UL, (await source.PushAsync(Labels(1, version: 1, batch: "renumbered"))).Tallies.Accepted);
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    private static Change[] Labels(int count, ulong version, string batch) => [.. Enumerable.Range(0, count).Select(number =>
    {
        var change = Samples.Label(certificate: $"C{number}");
        change.SourceVersion = new SourceVersion { Sequence = version };
        change.TierLabel.Batch = batch;
        return change;
    })];
}
