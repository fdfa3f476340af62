using DataBus.V1;

namespace DataBus.Tests.Hub.Intake.Acts;

/// <summary>Order at the desk: events in their order, older contents never over newer ones.</summary>
public sealed class OrderTests : IAsyncDisposable
{
    private readonly CoreFixture _hub = new();
    private readonly DeskDriver _desk;

    public OrderTests() => _desk = new DeskDriver(_hub);

    [Fact]
    public async Task Event_HeldThenPatched_GoesOutBeforeWhatWaitedBehindIt()
    {
        var source = await _hub.OpenAsync("ip-center.api");
        var bad = Samples.Event("E2", 2);
        bad.LegalEvent.AnnouncedOn = "";
        var other = Samples.Event("X1", 1);
        other.Key.Value = "CN102307918";
        other.LegalEvent.DocumentNumber = "CN102307918B";

        var pushed = await source.PushAsync(Samples.Event("E1", 1), bad, Samples.Event("E3", 3), other);
        Assert.Equal((2UL, 1UL, 1UL), (pushed.Tallies.Accepted, pushed.Tallies.Held, pushed.Tallies.Waiting));
        var head = _hub.Core.Log.Head;
        var result = await _desk.ActAsync(pushed.Exceptions[0].FailedId, DeskDriver.Patch(replay: true, DeskDriver.Edit("announced_on", "2026-01-02")));

        Assert.Equal("replayed", result.Result);
        Assert.Equal(["E2", "E3"], _desk.Published(head).Select(change => change.LegalEvent.EventId));
    }

    [Fact]
    public async Task State_HeldThenANewerOne_IsSettledAndRefusedAfterwardsWhileReadersSawPending()
    {
        var source = await _hub.OpenAsync("science.tier-labels");
        var (v1, v2, v3) = (Versioned(1, "一"), DeskDriver.Bad(Versioned(2, "二")), Versioned(3, "三"));

        var pushed = await source.PushAsync(v1, v2);
        Assert.Contains(_desk.Published(), change => change.Pending is { Ended: false });
        _ = await source.PushAsync(v3);
        var late = await _desk.ActAsync(pushed.Exceptions[0].FailedId, DeskDriver.Replay());

        Assert.Equal(("late", FailedState.Settled, "settled"), (late.Result, late.State, late.Last.Act));
        Assert.Equal("三", _desk.Published()[^1].TierLabel.Batch);
        Assert.NotEqual(0UL, _desk.Published()[^1].Hub.EndsPending);
    }

    [Fact]
    public async Task OneItem_TwoOperators_TheSecondIsToldWhoWasFirst()
    {
        var source = await _hub.OpenAsync("science.tier-labels");
        var id = (await source.PushAsync(DeskDriver.Bad(Samples.Label()))).Exceptions[0].FailedId;

        var first = await _desk.ActAsync(id, DeskDriver.Patch(replay: false, DeskDriver.Edit("valid_from", "2026-01-01")), "张", version: id);
        var second = await _desk.ActAsync(id, new JobAct { Discard = new JobDiscard() }, "李", version: id);

        Assert.Equal("patched", first.Result);
        Assert.Equal(("moved", "张", "patched"), (second.Result, second.Last.Actor, second.Last.Act));
        Assert.Equal(first.Version, second.Version);
    }

    [Fact]
    public async Task Release_OfManyWaiting_GoesOnAsAJobAndNewEventsComeBehind()
    {
        var source = await _hub.OpenAsync("ip-center.api");
        var bad = Samples.Event("E0", 1);
        bad.LegalEvent.AnnouncedOn = "";
        var id = (await source.PushAsync(bad)).Exceptions[0].FailedId;
        _ = await source.PushAsync([.. Enumerable.Range(1, 180).Select(number => Samples.Event($"E{number}", (ulong)number + 1))]);
        var head = _hub.Core.Log.Head;

        _ = await _desk.ActAsync(id, DeskDriver.Patch(replay: true, DeskDriver.Edit("announced_on", "2026-01-02")));
        var late = await source.PushAsync(Samples.Event("E181", 182));
        Assert.Equal(1UL, late.Tallies.Waiting);
        Assert.Equal(51, _desk.Published(head).Count);
        var job = Assert.Single(_hub.Core.Intake.Running.Now());
        var done = await _desk.FinishAsync(job);

        Assert.Equal(JobState.Done, done.State);
        Assert.Equal(Enumerable.Range(0, 182).Select(number => $"E{number}"), _desk.Published(head).Select(change => change.LegalEvent.EventId));
        Assert.Equal(1UL, (await source.PushAsync(Samples.Event("E182", 183))).Tallies.Accepted);
    }

    private static Change Versioned(ulong version, string batch)
    {
        var label = Samples.Label();
        label.SourceVersion = new SourceVersion { Sequence = version };
        label.TierLabel.Batch = batch;
        return label;
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();
}
