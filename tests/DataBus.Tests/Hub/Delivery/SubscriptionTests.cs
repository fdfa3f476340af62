using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.V1;
using Microsoft.Extensions.Time.Testing;
using Mark = DataBus.V1.SubscribeResponse.MarkOneofCase;

namespace DataBus.Tests.Hub.Delivery;

public sealed class SubscriptionTests : IDisposable
{
    private readonly TestLog _log = new();
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task FramesAsync_Snapshot_LeavesOutSupersededAndTombstones()
    {
        _log.Push(Profile("A", "old"), Profile("B", "gone"), Profile("C", "kept"));
        _log.Push(Profile("A", "new"), Gone("B"));

        var frames = await ReadAsync(new SubscribeRequest(), Mark.CaughtUp);

        Assert.Equal(["C kept", "A new"], Texts(frames));
        Assert.Equal([Mark.SnapshotBegin, Mark.None, Mark.SnapshotEnd, Mark.CaughtUp], frames.Select(frame => frame.MarkCase));
        Assert.Equal([4UL, 6UL], Revisions(frames));
    }

    [Fact]
    public async Task FramesAsync_Always_RangesAbutAndEndAtTheHead()
    {
        _log.Push(Profile("A", "old"));
        _log.PushNothing();
        _log.Push(Profile("A", "new"));
        _log.PushNothing();

        var frames = await ReadAsync(new SubscribeRequest(), Mark.CaughtUp);

        var expected = 1UL;
        foreach (var frame in frames)
        {
            Assert.Equal(expected, frame.FirstRevision);
            expected = frame.LastRevision + 1;
        }
        Assert.Equal(_log.Log.Head, frames[^1].LastRevision);
        Assert.True(frames[^1].Consistent);
    }

    [Fact]
    public async Task FramesAsync_SupersededAfterTheSnapshotBegan_ComesWithTheTailAndOnlyThenIsConsistent()
    {
        _log.Push(Profile("A", "old"), Profile("B", "kept"));
        var frames = new List<SubscribeResponse>();
        var updated = false;

        await foreach (var frame in Frames(new SubscribeRequest()))
        {
            frames.Add(frame);
            if (!updated)
                _log.Push(Profile("A", "new"));
            updated = true;
            if (frame.MarkCase == Mark.CaughtUp)
                break;
        }

        Assert.Equal(["B kept", "A new"], Texts(frames));
        Assert.False(frames.Single(frame => frame.MarkCase == Mark.SnapshotEnd).Consistent);
        Assert.True(frames[^1].Consistent);
    }

    [Fact]
    public async Task FramesAsync_ResumedInTheSnapshotAfterReopening_GivesTheRestOnce()
    {
        var large = new string('x', 200_000);
        for (var i = 0; i < 4; i++)
            _log.Push(Profile($"K{i}", large));
        var first = new List<SubscribeResponse>();
        await foreach (var frame in Frames(new SubscribeRequest()))
        {
            first.Add(frame);
            if (frame.Changes.Count > 0)
                break;
        }
        _log.Reopen();
        _log.Push(Profile("K0", "new"), Gone("K3"));

        var rest = await ReadAsync(new SubscribeRequest { Bookmark = first[^1].Bookmark }, Mark.CaughtUp);

        Assert.DoesNotContain(rest, frame => frame.MarkCase == Mark.SnapshotBegin);
        var state = Apply(first.Concat(rest));
        Assert.Equal(["K0", "K1", "K2"], state.Keys.Order());
        Assert.Equal("new", state["K0"]);
        Assert.Equal(first.Concat(rest).Sum(frame => frame.Changes.Count), Revisions(first.Concat(rest)).Distinct().Count());
    }

    [Fact]
    public async Task FramesAsync_UndeliveredEntryAtTheHead_CaughtUpCoversIt()
    {
        await using var frames = Frames(new SubscribeRequest { Now = true }).GetAsyncEnumerator(Token);
        Assert.True(await frames.MoveNextAsync());
        var before = frames.Current;
        _log.PushNothing();

        Assert.True(await frames.MoveNextAsync());

        Assert.Equal(Mark.CaughtUp, frames.Current.MarkCase);
        Assert.Equal(before.LastRevision + 1, frames.Current.LastRevision);
        Assert.False(frames.Current.Consistent);
    }

    [Fact]
    public async Task FramesAsync_NothingComes_SaysSoWithinThirtySeconds()
    {
        await using var frames = Frames(new SubscribeRequest { Now = true }).GetAsyncEnumerator(Token);
        Assert.True(await frames.MoveNextAsync());
        var next = frames.MoveNextAsync();
        Assert.False(next.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.True(await next);
        Assert.Equal(Mark.Progress, frames.Current.MarkCase);
    }

    [Fact]
    public async Task FramesAsync_LeftTheHeadFarBehind_SaysBySoMuch()
    {
        await using var frames = Frames(new SubscribeRequest { Now = true }).GetAsyncEnumerator(Token);
        Assert.True(await frames.MoveNextAsync());
        for (var i = 0; i < 6; i++)
            _log.Push(Profile($"K{i}", new string('x', 100_000)));

        var marks = new List<SubscribeResponse>();
        while (marks.Count == 0 || marks[^1].MarkCase != Mark.CaughtUp)
        {
            Assert.True(await frames.MoveNextAsync());
            marks.Add(frames.Current);
        }

        var behind = Assert.Single(marks, frame => frame.MarkCase == Mark.FellBehind);
        Assert.Equal(_log.Log.Head - behind.LastRevision, behind.FellBehind.Behind);
    }

    [Fact]
    public async Task FramesAsync_Filtered_GivesSparseRunsWithTheRevisionsThatMatch()
    {
        _log.Push(Profile("A", "a"), Registration("91120112712847285B"), Profile("B", "b"));

        var byKind = await ReadAsync(new SubscribeRequest { Kinds = { Kind.Platform } }, Mark.CaughtUp);
        var byFacet = await ReadAsync(new SubscribeRequest { Facets = { "enterprise.registration" } }, Mark.CaughtUp);
        var byKey = await ReadAsync(new SubscribeRequest { Keys = { Profile("B", "").Key } }, Mark.CaughtUp);

        Assert.Equal([2UL, 4UL], Revisions(byKind));
        Assert.Equal([3UL], Revisions(byFacet));
        Assert.Equal([4UL], Revisions(byKey));
    }

    [Fact]
    public async Task FramesAsync_ClosedFacet_IsAbsentForReadersAndThereForOperators()
    {
        _log.Push(new Change { Key = Registration("91120112712847285B").Key, RdDeduction = new RdDeduction { TaxYear = "2025" } });

        var reader = await ReadAsync(new SubscribeRequest(), Mark.CaughtUp, FieldView.Of(TestCallers.Reader, []));
        var owner = await ReadAsync(
            new SubscribeRequest(),
            Mark.CaughtUp,
            FieldView.Of(TestCallers.Source("tax.rd-deduction"), [new OwnedPart { Facet = "enterprise.rd_deduction" }]));
        var all = await ReadAsync(new SubscribeRequest(), Mark.CaughtUp);

        Assert.Empty(Revisions(reader));
        Assert.Equal([2UL], Revisions(owner));
        Assert.Equal([2UL], Revisions(all));
    }

    private async Task<List<SubscribeResponse>> ReadAsync(
        SubscribeRequest request, Mark until, FieldView? view = null)
    {
        var frames = new List<SubscribeResponse>();
        await foreach (var frame in Frames(request, view))
        {
            frames.Add(frame);
            if (frame.MarkCase == until)
                break;
        }
        return frames;
    }

    [Fact]
    public async Task FramesAsync_OwnershipChangesWhatTheReaderMaySee_EndsThereWithResync()
    {
        var view = FieldView.Everything;
        var frames = new List<SubscribeResponse>();

        await foreach (var frame in Frames(new SubscribeRequest(), rightsOfNow: () => view))
        {
            frames.Add(frame);
            if (frame.MarkCase != Mark.CaughtUp)
                continue;
            view = FieldView.Of(TestCallers.Reader, []);
            _log.PushOwnership("tax.rd-deduction");
            _log.Push(Profile("A", "no longer for this reader"));
        }

        Assert.Equal("RIGHTS_CHANGED", frames[^1].Resync?.Reason);
        Assert.Empty(Texts(frames));
    }

    [Fact]
    public async Task FramesAsync_OwnershipOfOthersChanges_GoesOn()
    {
        _log.PushOwnership("tax.rd-deduction");
        _log.Push(Profile("A", "kept"));

        var frames = await ReadAsync(new SubscribeRequest(), Mark.CaughtUp);

        Assert.Equal(["A kept"], Texts(frames));
    }

    private IAsyncEnumerable<SubscribeResponse> Frames(SubscribeRequest request, FieldView? view = null, Func<FieldView>? rightsOfNow = null)
    {
        var shown = view ?? FieldView.Everything;
        var filter = new Filter(request, shown);
        var start = Resumption.Of(request, filter, _log.Log);
        return new Subscription(new SharedTail(_log.Log), _log, _time, filter, start, rightsOfNow ?? (() => shown)).FramesAsync(Token);
    }

    private static Dictionary<string, string> Apply(IEnumerable<SubscribeResponse> frames)
    {
        var state = new Dictionary<string, string>();
        foreach (var change in frames.SelectMany(frame => frame.Changes))
        {
            if (change.ContentCase == Change.ContentOneofCase.Tombstone)
                state.Remove(change.Key.Value);
            else
                state[change.Key.Value] = change.PlatformProfile.Kind;
        }
        return state;
    }

    private static IEnumerable<string> Texts(IEnumerable<SubscribeResponse> frames) =>
        frames.SelectMany(frame => frame.Changes).Select(change => $"{change.Key.Value} {change.PlatformProfile.Kind}");

    private static IEnumerable<ulong> Revisions(IEnumerable<SubscribeResponse> frames) =>
        frames.SelectMany(frame => frame.Runs).SelectMany(run => run.Revisions.Count > 0
            ? run.Revisions
            : Enumerable.Range(0, (int)run.Count).Select(i => run.FirstRevision + (ulong)i));

    private static Change Profile(string number, string kind) => new()
    {
        Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = number },
        PlatformProfile = new PlatformProfile { Kind = kind },
    };

    private static Change Gone(string number) => new()
    {
        Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = number },
        Tombstone = new Tombstone { Facet = "platform.profile" },
    };

    private static Change Registration(string uscc) => new()
    {
        Key = new Key { Kind = Kind.Enterprise, Scheme = "uscc", Value = uscc },
        Registration = new Registration { Name = "天津某某公司" },
    };
}
