using DataBus.Hub.Delivery;
using DataBus.Hub.Operations;
using DataBus.Tests.Hub.Intake;
using DataBus.Tests.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Tests.Hub.Operations;

/// <summary>A rehearsal says exactly what the run then does, and changes nothing.</summary>
public sealed class JobRehearsalsTests : IAsyncDisposable
{
    private const string Science = "science.tier-labels";

    private readonly CoreFixture _hub = new();
    private readonly DeskDriver _desk;

    public JobRehearsalsTests() => _desk = new DeskDriver(_hub);

    [Fact]
    public async Task Replay_OfAThousandMixedItems_IsAsRehearsed()
    {
        var ids = await MixAsync();
        var head = _hub.Core.Log.Head;
        var (items, sum) = await RehearseAsync(DeskDriver.Replay(take: true), ids);
        Assert.Equal(head, _hub.Core.Log.Head);
        Assert.Equal(head, sum.Revision);

        var job = await _desk.StartAsync(DeskDriver.Replay(take: true), ids, rehearsedAt: sum.Revision);
        _ = await _desk.FinishAsync(job);
        var results = await _desk.ResultsAsync(job);

        Assert.Equal(1_000, results.Count);
        Assert.Equal(items.Select(item => $"{item.Item.Id} {item.Result}"), results.Select(result => $"{result.Id} {result.Result}"));
        Assert.True(sum.Counts.Count >= 5, $"{sum.Counts}");
        var published = _desk.Published(head).Where(change => change.Hub?.ReplayedFrom > 0).ToDictionary(change => change.Hub.ReplayedFrom, Content);
        foreach (var item in items.Where(item => item.After is not null))
            Assert.Equal(Content(item.After), published[item.Item.Id]);
    }

    [Fact]
    public async Task Undo_IsAsRehearsed()
    {
        var ids = await MixAsync();
        var job = await _desk.StartAsync(DeskDriver.Replay(take: true), ids);
        _ = await _desk.FinishAsync(job);
        var source = await _hub.OpenAsync(Science);
        _ = await source.PushAsync([.. Enumerable.Range(0, 50).Select(number => Labelled(number * 10 + 1, "更新"))]);
        var done = (await _desk.ResultsAsync(job)).Where(result => result.Result == "replayed").Select(result => result.Id).Reverse().ToList();

        var (items, _) = await RehearseAsync(DeskDriver.Undo(job), done);
        var undo = await _desk.StartAsync(DeskDriver.Undo(job), []);
        _ = await _desk.FinishAsync(undo);

        Assert.Equal(
            items.Select(item => $"{item.Item.Id} {item.Result}"),
            (await _desk.ResultsAsync(undo)).Select(result => $"{result.Id} {result.Result}"));
        Assert.Contains(items, item => item.Result == "newer_content");
        Assert.Contains(items, item => item.Result == "undone");
        Assert.Contains(items, item => item.Result == "event_is_out");
    }

    [Fact]
    public async Task Run_OfWhatMovedSinceTheRehearsal_LeavesItAndListsIt()
    {
        var source = await _hub.OpenAsync(Science);
        var pushed = await source.PushAsync(DeskDriver.Ambiguous([Labelled(1, "一"), Labelled(2, "一"), Labelled(3, "一")]));
        var ids = pushed.Exceptions.Select(item => item.FailedId).ToList();
        var (items, sum) = await RehearseAsync(DeskDriver.Replay(take: true), ids);
        Assert.All(items, item => Assert.Equal("replayed", item.Result));
        _ = await _desk.ActAsync(ids[1], new JobAct { Return = new JobReturn() });

        var refs = items.Select(item => item.Item).ToList();
        var created = new JobCreated { Act = DeskDriver.Replay(take: true), Actor = "张", Reason = "照预演", State = JobState.Running, RehearsedAt = sum.Revision };
        var job = (await _hub.Core.Intake.StartJobAsync(created, refs, TestContext.Current.CancellationToken)).Job_;
        _ = await _desk.FinishAsync(job);

        Assert.Equal(["replayed", "moved", "replayed"], (await _desk.ResultsAsync(job)).Select(result => result.Result));
    }

    [Fact]
    public async Task Rehearsal_TellsDiffSubscribersAndWhatGoesBehind()
    {
        var source = await _hub.OpenAsync("ip-center.api");
        var bad = Samples.Event("E2", 2);
        bad.LegalEvent.AnnouncedOn = "";
        var id = (await source.PushAsync(bad, Samples.Event("E3", 3), Samples.Event("E4", 4))).Exceptions[0].FailedId;
        var subscribers = new Subscribers(_hub.Core.Log);
        using var one = subscribers.Enter(static change => change.LegalEvent is not null);
        using var other = subscribers.Enter(static change => change.TierLabel is not null);

        var (items, _) = await RehearseAsync(DeskDriver.Patch(replay: true, DeskDriver.Edit("announced_on", "2026-01-02")), [id], subscribers);

        var item = Assert.Single(items);
        Assert.Equal(("replayed", 2U, 1U), (item.Result, item.Releases, item.Subscribers));
        Assert.Contains(item.Diff, diff => diff is { Path: "announced_on", Before: "", After: "2026-01-02" });
        Assert.Equal(FailedState.Held, (await _hub.HeldAsync(id)).State);
    }

    // Of each ten: bad, ambiguous, settled by newer, conflict, patched, discarded, returned, and three events of one address.
    private async Task<List<ulong>> MixAsync()
    {
        var source = await _hub.OpenAsync(Science);
        var events = await _hub.OpenAsync("ip-center.api");
        var ids = new List<ulong>();
        for (var ten = 0; ten < 100; ten++)
        {
            var n = ten * 10;
            ids.AddRange(Held(await source.PushAsync(DeskDriver.Bad(Labelled(n, "一")))));
            ids.AddRange(Held(await source.PushAsync(DeskDriver.Ambiguous([Labelled(n + 1, "一"), Labelled(n + 2, "一"), Labelled(n + 5, "一"), Labelled(n + 6, "一")]))));
            _ = await source.PushAsync(Labelled(n + 2, "二"), Labelled(n + 3, "一", 5));
            ids.AddRange(Held(await source.PushAsync(Labelled(n + 3, "二", 5))));
            ids.AddRange(Held(await source.PushAsync(DeskDriver.Bad(Labelled(n + 4, "一")))));
            _ = await _desk.ActAsync(ids[^1], DeskDriver.Patch(replay: false, DeskDriver.Edit("valid_from", "2026-03-01")));
            _ = await _desk.ActAsync(ids[^4], new JobAct { Discard = new JobDiscard() });
            _ = await _desk.ActAsync(ids[^3], new JobAct { Return = new JobReturn() });
            ids.AddRange(Held(await events.PushAsync(EventsOf(ten))));
        }

        return ids;
    }

    // The first is held by a rule, or ambiguous; two wait behind it.
    private static Batch EventsOf(int ten)
    {
        var changes = Enumerable.Range(1, 3).Select(number => Samples.Event($"E{ten}-{number}", (ulong)number)).ToList();
        foreach (var change in changes)
            (change.Key.Value, change.LegalEvent.DocumentNumber) = ($"CN{102_000_000 + ten}", $"CN{102_000_000 + ten}B");
        var batch = DeskDriver.Ambiguous([changes[0]]);
        batch.Items.Add(changes.Skip(1).Select(change => new PushItem { Change = change }));
        if (ten % 2 == 0)
            changes[0].LegalEvent.AnnouncedOn = "";
        return batch;
    }

    private static IEnumerable<ulong> Held(BatchResult result) => result.Exceptions.Select(item => item.FailedId);

    private async Task<(List<RehearsedItem> Items, RehearsalSum Sum)> RehearseAsync(JobAct act, IEnumerable<ulong> ids, Subscribers? subscribers = null)
    {
        var rehearsals = new JobRehearsals(_hub.Core, subscribers ?? new Subscribers(_hub.Core.Log), _hub.Time);
        var items = new List<RehearsedItem>();
        var refs = ids.Select(id => new FailedRef { Id = id }).ToList();
        await foreach (var message in rehearsals.RehearseAsync(act, refs, "张", "", TestContext.Current.CancellationToken))
        {
            if (message.Sum is { } sum)
                return (items, sum);
            items.Add(message.Item);
        }

        throw new InvalidOperationException("The rehearsal had no sum.");
    }

    // What the hub adds tells revisions, which the run gives out anew.
    private static Change Content(Change change)
    {
        var content = change.Clone();
        content.Hub = null;
        return content;
    }

    private static Change Labelled(int number, string batch, ulong version = 0)
    {
        var label = Samples.Label($"C{number}");
        label.TierLabel.Batch = batch;
        label.SourceVersion = version == 0 ? null : new SourceVersion { Sequence = version };
        return label;
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();
}
