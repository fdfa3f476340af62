using DataBus.V1;

namespace DataBus.Tests.Hub.Intake.Acts;

/// <summary>Jobs over many: killed and resumed without repeating, stopped, undone as one unit.</summary>
public sealed class BulkJobTests : IAsyncDisposable
{
    private const string Source = "science.tier-labels";
    private const int Many = 20_000;
    private const int Newer = 1_000;

    private readonly CoreFixture _hub = new();
    private readonly DeskDriver _desk;

    public BulkJobTests() => _desk = new DeskDriver(_hub);

    [Fact]
    public async Task Replay_OfTwentyThousandKilledThreeTimes_AppliesEachOnceAndIsUndoneButForNewerData()
    {
        var ids = await HoldAsync(Many);
        var job = await _desk.StartAsync(DeskDriver.Replay(take: true), ids);
        foreach (var steps in new[] { 30, 140, 90 })
        {
            for (var i = 0; i < steps; i++)
                _ = await _hub.Core.Intake.StepJobAsync(job, Token);
            // It ends in the middle of a step.
            var step = _hub.Core.Intake.StepJobAsync(job, Token);
            await _hub.KillAsync();
            _ = await step;
        }

        Assert.Equal((ulong)Many, (await _desk.FinishAsync(job)).Done);
        var applied = _desk.Published().Where(change => change.Pending is null).GroupBy(change => change.Hub.ReplayedFrom).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(ids.Order(), applied.Keys.Order());
        Assert.All(applied.Values, count => Assert.Equal(1, count));

        var source = await _hub.OpenAsync(Source);
        var newer = Enumerable.Range(0, Newer).Select(number => Labelled(number * 7, "更新")).ToArray();
        Assert.Equal((ulong)Newer, (await source.PushAsync(newer)).Tallies.Accepted);
        var head = _hub.Core.Log.Head;
        var undo = await _desk.RunAsync(DeskDriver.Undo(job), []);

        Assert.Equal(
            $"newer_content {Newer}, undone {Many - Newer}",
            string.Join(", ", undo.Counts.OrderBy(count => count.Result, StringComparer.Ordinal).Select(count => $"{count.Result} {count.Count}")));
        Assert.Equal(Many - Newer, _desk.Published(head).Count(change => change.Tombstone is not null && change.Hub.Undoes == change.Hub.Replaces));
        await ExpectNewerOnlyAsync();
    }

    [Fact]
    public async Task Job_OfWhichTooMuchFails_StopsAndGoesOnWhenTold()
    {
        var source = await _hub.OpenAsync(Source);
        var pushed = await source.PushAsync([.. Enumerable.Range(0, 60).Select(number => DeskDriver.Bad(Labelled(number, "一")))]);
        var job = await _desk.StartAsync(DeskDriver.Replay(), pushed.Exceptions.Select(item => item.FailedId), rate: 200, maxFailedPercent: 50);

        var stopped = await _desk.FinishAsync(job);
        Assert.Equal((JobState.Stopped, 20UL), (stopped.State, stopped.Done));
        _ = await _hub.Core.Intake.ControlJobAsync(new ControlJobRequest { Job = job, Control = JobControl.Cancel, Reason = "先修规则" }, "张", Token);

        Assert.Equal(JobState.Cancelled, (await _desk.FinishAsync(job)).State);
        Assert.Empty(_desk.Published());
    }

    [Fact]
    public async Task Job_Paused_DoesNothingUntilItGoesOn()
    {
        var ids = await HoldAsync(120);
        var job = await _desk.StartAsync(DeskDriver.Replay(take: true), ids);
        _ = await _hub.Core.Intake.StepJobAsync(job, Token);

        _ = await _hub.Core.Intake.ControlJobAsync(new ControlJobRequest { Job = job, Control = JobControl.Pause }, "张", Token);
        Assert.Null(await _hub.Core.Intake.StepJobAsync(job, Token));
        Assert.Empty(_hub.Core.Intake.Running.Now());
        _ = await _hub.Core.Intake.ControlJobAsync(new ControlJobRequest { Job = job, Control = JobControl.Resume }, "张", Token);

        Assert.Equal(120UL, (await _desk.FinishAsync(job)).Done);
    }

    [Fact]
    public async Task Job_Proposed_IsDecidedByWhoDecidesAndNotByWhoGivesItAnotherRate()
    {
        var ids = await HoldAsync(2);
        var created = new JobCreated { Act = DeskDriver.Replay(take: true), Actor = "张", Reason = "核对过", State = JobState.Proposed };
        var job = (await _hub.Core.Intake.StartJobAsync(created, [.. ids.Select(id => new FailedRef { Id = id })], Token)).Job_;

        var slower = await _hub.Core.Intake.ControlJobAsync(new ControlJobRequest { Job = job, Rate = 10 }, "张", Token);
        var approved = await _hub.Core.Intake.DecideJobAsync(new DecideJobRequest { Job = job, Approve = true }, "李", Token);

        Assert.Equal((JobState.Proposed, "", 10U), (slower.State, slower.DecidedBy, slower.Rate));
        Assert.Equal((JobState.Running, "李"), (approved.State, approved.DecidedBy));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Job_WhoseDiskFailsAtAnyStep_LeavesEachItemHeldOrAppliedOnce(bool isWritten)
    {
        var writes = await WritesOfStoryAsync(failAt: 0, isWritten);
        Assert.True(writes > 20);
        for (var failAt = 1; failAt <= writes; failAt++)
            _ = await WritesOfStoryAsync(failAt, isWritten);
    }

    // Replays ten, undoes them, and lets 120 waiting events go, an append a step; one append fails, before or after it is on disk.
    private static async Task<int> WritesOfStoryAsync(int failAt, bool isWritten)
    {
        await using var hub = new CoreFixture();
        var desk = new DeskDriver(hub);
        var ids = await HoldAsync(hub, 10);
        var head = await HoldEventsAsync(hub);
        var job = await desk.StartAsync(DeskDriver.Replay(take: true), ids, rate: 10);
        var fault = new WriteFault(hub, failAt, isWritten);

        await fault.GoOnAsync(() => desk.FinishAsync(job));
        await fault.GoOnAsync(() => desk.ActAsync(head, DeskDriver.Patch(replay: true, DeskDriver.Edit("announced_on", "2026-01-02"))));
        await fault.GoOnAsync(() => ReleaseAsync(desk));
        ExpectOnce(desk, ids);
        var undo = 0UL;
        await fault.GoOnAsync(async () => undo = await FindUndoAsync(desk, job) is { } started ? started : await desk.StartAsync(DeskDriver.Undo(job), [], rate: 10));
        await fault.GoOnAsync(() => desk.FinishAsync(undo));

        using var view = await desk.ViewAsync();
        Assert.All(ids, id => Assert.Equal(FailedState.Held, view.FindHeld(id)!.State));
        Assert.Equal(10, desk.Published().Count(change => change.Hub?.Undoes > 0));
        Assert.Equal(
            Enumerable.Range(0, 121).Select(number => $"E{number}"),
            desk.Published().Where(change => change.LegalEvent is not null).Select(change => change.LegalEvent.EventId));
        return fault.Writes;
    }

    private static void ExpectOnce(DeskDriver desk, IReadOnlyList<ulong> ids)
    {
        var applied = desk.Published().Where(change => change.TierLabel is not null).Select(change => change.Hub.ReplayedFrom).ToList();
        Assert.Equal(ids.Order(), applied.Order());
    }

    private static async Task<ulong?> FindUndoAsync(DeskDriver desk, ulong job)
    {
        using var view = await desk.ViewAsync();
        return view.FindJob(job)!.Job.UndoneBy is > 0 and var undo ? undo : null;
    }

    private static async Task ReleaseAsync(DeskDriver desk)
    {
        using var view = await desk.ViewAsync();
        foreach (var row in view.Jobs().Where(row => row.Release is not null).ToList())
            _ = await desk.FinishAsync(row.Job.Job_);
    }

    private static async Task<ulong> HoldEventsAsync(CoreFixture hub)
    {
        var source = await hub.OpenAsync("ip-center.api");
        var bad = Samples.Event("E0", 1);
        bad.LegalEvent.AnnouncedOn = "";
        var id = (await source.PushAsync(bad)).Exceptions[0].FailedId;
        _ = await source.PushAsync([.. Enumerable.Range(1, 120).Select(number => Samples.Event($"E{number}", (ulong)number + 1))]);
        return id;
    }

    private Task<IReadOnlyList<ulong>> HoldAsync(int count) => HoldAsync(_hub, count);

    private static async Task<IReadOnlyList<ulong>> HoldAsync(CoreFixture hub, int count)
    {
        var source = await hub.OpenAsync(Source);
        var ids = new List<ulong>();
        foreach (var part in Enumerable.Range(0, count).Chunk(5_000))
        {
            var result = await source.PushAsync(DeskDriver.Ambiguous(part.Select(number => Labelled(number, "一"))));
            ids.AddRange(result.Exceptions.Select(item => item.FailedId));
        }

        Assert.Equal(count, ids.Count);
        return ids;
    }

    private async Task ExpectNewerOnlyAsync()
    {
        using var view = await _desk.ViewAsync();
        var live = view.Scan([]).Where(slot => slot.Value.IsLive && !slot.Key.IsUnkeyed).ToList();
        Assert.Equal(Newer, live.Count);
        Assert.Equal(Many - Newer, view.ScanHeld().Count(item => item.Value.State == FailedState.Held));
    }

    private static Change Labelled(int number, string batch)
    {
        var label = Samples.Label($"C{number}");
        label.TierLabel.Batch = batch;
        return label;
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();
}
