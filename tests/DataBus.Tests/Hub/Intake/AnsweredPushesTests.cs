using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Intake;

/// <summary>Rows that say which failed push they answer.</summary>
public sealed class AnsweredPushesTests : IAsyncDisposable
{
    private const string Labels = "science.tier-labels";
    private const string Events = "ip-center.api";

    private readonly CoreFixture _hub = new();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task CommitAsync_RowWhoseKeyWasUnsound_SettlesWhatItAnswers()
    {
        var source = await _hub.OpenAsync(Labels);
        var id = await HeldAsync(source, Keyed("91120112712847285X"));

        var result = await source.PushAsync(Answer(id, Samples.Label()));

        Assert.Equal(1UL, result.Tallies.Accepted);
        await SettledAsync(id);
        await _hub.RebuildViewsAsync();
        await SettledAsync(id);
    }

    [Fact]
    public async Task CommitAsync_RowThatWasHeldUnderAnotherKey_SettlesItAndEndsTheMarkThere()
    {
        var source = await _hub.OpenAsync(Labels);
        var live = Samples.Label("A");
        await source.PushAsync(live);
        var id = await HeldAsync(source, Bad(Samples.Label("A")));
        Assert.NotNull((await _hub.SlotAsync(live))!.Pending);

        await source.PushAsync(Answer(id, Samples.Label("B")));

        await SettledAsync(id);
        Assert.Null((await _hub.SlotAsync(live))!.Pending);
    }

    [Fact]
    public async Task CommitAsync_RowIsLiveAlready_SettlesWhatItAnswers()
    {
        var source = await _hub.OpenAsync(Labels);
        await source.PushAsync(Samples.Label("B"));
        var id = await HeldAsync(source, Bad(Samples.Label("A")));

        var result = await source.PushAsync(Answer(id, Samples.Label("B")));

        Assert.Equal(1UL, result.Tallies.Unchanged);
        await SettledAsync(id);
    }

    [Fact]
    public async Task CommitAsync_RowIsStillWrong_LeavesItOpen()
    {
        var source = await _hub.OpenAsync(Labels);
        var id = await HeldAsync(source, Keyed("91120112712847285X"));

        var result = await source.PushAsync(Answer(id, Bad(Samples.Label())));

        Assert.Equal(1UL, result.Tallies.Held);
        Assert.Equal(FailedState.Held, (await _hub.HeldAsync(id)).State);
    }

    [Fact]
    public async Task CommitAsync_FailedPushOfAnotherSource_IsLeft()
    {
        var other = await _hub.OpenAsync("industry.tier-labels");
        var id = await HeldAsync(other, Bad(Samples.Label("M", "M1")));
        var source = await _hub.OpenAsync(Labels);

        await source.PushAsync(Answer(id, Samples.Label("A")), Answer(999_999, Samples.Label("B")));

        Assert.Equal(FailedState.Held, (await _hub.HeldAsync(id)).State);
    }

    [Fact]
    public async Task CommitAsync_EventUnderTheRightKey_LetsGoWhatWaitedBehindIt()
    {
        var source = await _hub.OpenAsync(Events);
        var first = Samples.Event("E1", 1);
        first.LegalEvent.Code = "";
        var id = await HeldAsync(source, first);
        var waiting = await source.PushAsync(Samples.Event("E2", 2));
        Assert.Equal(1UL, waiting.Tallies.Waiting);
        var right = Samples.Event("E1", 1);
        (right.Key.Value, right.LegalEvent.DocumentNumber) = ("CN102307918", "CN102307918B");

        await source.PushAsync(Answer(id, right));

        await SettledAsync(id);
        Assert.True((await _hub.SlotAsync(Samples.Event("E2", 2)))!.IsLive);
    }

    [Fact]
    public async Task CommitAsync_SameContentThatNothingHoldsAnyMore_GoesOut()
    {
        var source = await _hub.OpenAsync(Labels);
        var id = await HeldAsync(source, Samples.Label("A"), Ambiguous());

        var again = await source.PushAsync(Samples.Label("A"));
        var answered = await source.PushAsync(Answer(id, Samples.Label("A")));

        Assert.Equal((1UL, 1UL), (again.Tallies.SeenAgain, answered.Tallies.Accepted));
        Assert.Equal(FailedState.Settled, (await _hub.HeldAsync(id)).State);
        Assert.True((await _hub.SlotAsync(Samples.Label("A")))!.IsLive);
        Assert.Empty((await _hub.SlotAsync(Samples.Label("A")))!.Held);
    }

    [Fact]
    public async Task CommitAsync_SameContentThatIsStillHeld_IsSeenAgain()
    {
        var source = await _hub.OpenAsync(Labels);
        var id = await HeldAsync(source, Bad(Samples.Label("A")));

        var result = await source.PushAsync(Answer(id, Bad(Samples.Label("A"))));

        Assert.Equal(1UL, result.Tallies.SeenAgain);
        Assert.Equal(FailedState.Held, (await _hub.HeldAsync(id)).State);
    }

    [Fact]
    public async Task CommitAsync_SameEventThatNothingHoldsAnyMore_GoesOutWithWhatWaited()
    {
        var source = await _hub.OpenAsync(Events);
        var id = await HeldAsync(source, Samples.Event("E1", 1), Ambiguous());
        await source.PushAsync(Samples.Event("E2", 2));

        var result = await source.PushAsync(Answer(id, Samples.Event("E1", 1)));

        Assert.Equal(1UL, result.Tallies.Accepted);
        Assert.Equal(FailedState.Settled, (await _hub.HeldAsync(id)).State);
        Assert.True((await _hub.SlotAsync(Samples.Event("E2", 2)))!.IsLive);
    }

    [Fact]
    public async Task CommitAsync_ManyCorrectedRowsOfOldVersions_DoNotLookAsIfTheSourceWentBack()
    {
        var source = await _hub.OpenAsync(Labels);
        await source.PushAsync([.. Enumerable.Range(1, 30).Select(number => Versioned($"C{number}", 10))]);

        var result = await source.PushAsync([.. Enumerable.Range(1, 30).Select(number => Answer(1, Versioned($"C{number}", 5, "旧")))]);
        var after = await source.PushAsync(Versioned("C1", 11, "新"));

        Assert.Equal((30UL, 1UL), (result.Tallies.Stale, after.Tallies.Accepted));
    }

    private static async Task<ulong> HeldAsync(SourceDriver source, Change change, params Violation[] found)
    {
        var batch = new Batch { Items = { new PushItem { Change = change, Raw = ByteString.CopyFromUtf8("{\"as\":\"it was\"}"), Violations = { found } } } };
        return Assert.Single((await source.PushAsync(batch)).Exceptions).FailedId;
    }

    private async Task SettledAsync(ulong id)
    {
        var item = await _hub.HeldAsync(id);
        Assert.Equal(FailedState.Settled, item.State);
        Assert.Contains("更正", item.History[^1].Reason, StringComparison.Ordinal);
    }

    private static PushItem Answer(ulong id, Change change) =>
        new() { Change = change, Answers = id, Raw = ByteString.CopyFromUtf8($"{{\"corrected\":{id}}}") };

    private static Violation Ambiguous() => new() { Rule = "kit.ambiguous", RuleVersion = 1, Severity = Severity.Error, MessageZh = "两种内容", MessageEn = "two contents" };

    private static Change Keyed(string uscc)
    {
        var change = Samples.Label();
        change.Key.Value = uscc;
        return change;
    }

    private static Change Bad(Change change)
    {
        change.TierLabel.Level = "TOWN";
        return change;
    }

    private static Change Versioned(string certificate, ulong sequence, string batch = "")
    {
        var change = Samples.Label(certificate);
        change.SourceVersion = new SourceVersion { Sequence = sequence };
        change.TierLabel.Batch = batch;
        return change;
    }
}
