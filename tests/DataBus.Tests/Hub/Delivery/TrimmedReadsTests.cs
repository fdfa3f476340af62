using DataBus.Client;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.V1;
using Microsoft.Extensions.Time.Testing;
using Subscription = DataBus.Hub.Delivery.Subscription;

namespace DataBus.Tests.Hub.Delivery;

/// <summary>Which bookmarks a trim leaves good; random ones are in the model's tests.</summary>
public sealed class TrimmedReadsTests : IDisposable
{
    private const int PageBytes = 200_000;

    private readonly TestLog _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task FramesAsync_FreshSnapshotOfATrimmedLog_IsTheSetOfBefore()
    {
        Fill();
        var before = await ReadToEndAsync(new EntitySet(), null);
        _log.Trim(_log.Log.Head);

        var after = await ReadToEndAsync(new EntitySet(), null);

        Assert.Equal(Texts(before), Texts(after));
        Assert.True(after.Consistent);
    }

    // What it holds of K0 and K1 was superseded and deleted above its end and below the floor: both come with what the trim left.
    [Fact]
    public async Task FramesAsync_InTheSnapshotBelowTheFloor_GoesOnToTheSetOfNow()
    {
        Fill();
        var set = new EntitySet();
        var bookmark = await ReadAsync(set, null, frame => frame.Changes.Count > 0);
        _log.Push(Profile("K0", "newer"), Gone("K1"));
        _log.Push(Profile("K0", "newest"));
        _log.Trim(_log.Log.Head);
        _log.Reopen();

        _ = await ReadToEndAsync(set, bookmark);

        Assert.Equal(["K0 newest", "K2 0", "K3 0"], Texts(set));
        Assert.True(set.Consistent);
    }

    // The snapshot has ended, but no mark was consistent yet: the tail up to it belongs to the snapshot.
    [Fact]
    public async Task FramesAsync_BehindTheSnapshotAndNotConsistent_GoesOnAndIsConsistentAtTheFloorOnly()
    {
        Fill();
        var set = new EntitySet();
        var pushed = false;
        var bookmark = await ReadAsync(set, null, frame =>
        {
            if (!pushed)
                _log.Push(Profile("K0", "new"));
            pushed = true;
            return frame.SnapshotEnd is not null;
        });
        _log.Push(Profile("K0", "newer"));
        _log.Push(Profile("K0", "newest"));
        var floor = _log.Log.Head;
        _log.Trim(floor);

        var frames = new List<SubscribeResponse>();
        _ = await ReadAsync(set, bookmark, frame =>
        {
            frames.Add(frame);
            return frame.CaughtUp is not null;
        });

        Assert.Null(frames[0].Resync);
        Assert.All(frames, frame => Assert.True(!frame.Consistent || frame.LastRevision + 1 >= floor));
        Assert.Equal(["K0 newest", "K1 0", "K2 0", "K3 0"], Texts(set));
        Assert.True(set.Consistent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FramesAsync_InTheTailBelowTheFloor_IsToldToBeginAgain(bool now)
    {
        Fill();
        var bookmark = await ReadAsync(new EntitySet(), null, frame => frame.CaughtUp is not null, now);
        _log.Push(Profile("K0", "new"));
        _log.Push(Profile("K0", "newer"));
        var floor = _log.Log.Head;
        _log.Trim(floor);

        SubscribeResponse? last = null;
        _ = await ReadAsync(new EntitySet(), bookmark, frame => (last = frame).Resync is not null, now);

        Assert.Equal(("BELOW_FLOOR", floor), (last!.Resync.Reason, last.Resync.Floor));
    }

    [Fact]
    public async Task FramesAsync_InTheTailAtTheFloor_GoesOn()
    {
        Fill();
        var set = new EntitySet();
        var bookmark = await ReadAsync(set, null, frame => frame.CaughtUp is not null);
        var floor = _log.Push(Profile("K0", "new"));
        _log.Trim(floor);

        _ = await ReadToEndAsync(set, bookmark);

        Assert.Equal("K0 new", Texts(set).First());
    }

    // The stream is open, and the trim comes between two of its pages.
    [Fact]
    public async Task FramesAsync_TrimmedUnderAnOpenTail_IsToldToBeginAgain()
    {
        Fill();
        await using var frames = Frames(null, now: true).GetAsyncEnumerator(Token);
        Assert.True(await frames.MoveNextAsync());
        for (var i = 0; i < 3; i++)
            _log.Push(Profile("K0", new string((char)('a' + i), PageBytes)));
        Assert.True(await frames.MoveNextAsync());
        Assert.NotEmpty(frames.Current.Changes);
        Assert.True(await frames.MoveNextAsync());
        Assert.NotNull(frames.Current.FellBehind);
        _log.Trim(_log.Log.Head);

        Assert.True(await frames.MoveNextAsync());

        Assert.Equal("BELOW_FLOOR", frames.Current.Resync?.Reason);
        Assert.False(await frames.MoveNextAsync());
    }

    // A page each, so that a reader can stop in the middle.
    private void Fill()
    {
        for (var i = 0; i < 4; i++)
        {
            _log.Push(Profile($"K{i}", "old"));
            _log.Push(Profile($"K{i}", "0"), Profile($"large{i}", new string('x', PageBytes)));
            _log.Push(Gone($"large{i}"));
        }
    }

    private async Task<EntitySet> ReadToEndAsync(EntitySet set, SubscribeResponse? bookmark)
    {
        _ = await ReadAsync(set, bookmark, frame =>
        {
            Assert.Null(frame.Resync);
            return frame.CaughtUp is not null;
        });
        return set;
    }

    private async Task<SubscribeResponse> ReadAsync(EntitySet set, SubscribeResponse? bookmark, Func<SubscribeResponse, bool> isLast, bool now = false)
    {
        await foreach (var frame in Frames(bookmark, now))
        {
            set.Apply(DataBus.Client.Delivery.Of(frame));
            if (isLast(frame))
                return frame;
        }
        throw new InvalidOperationException("The stream ended before.");
    }

    private IAsyncEnumerable<SubscribeResponse> Frames(SubscribeResponse? from, bool now)
    {
        var request = new SubscribeRequest();
        if (from is not null)
            request.Bookmark = from.Bookmark;
        else if (now)
            request.Now = true;
        var filter = new Filter(request, FieldView.Everything);
        var start = Resumption.Of(request, filter, _log.Log);
        return new Subscription(new SharedTail(_log.Log), _log, new FakeTimeProvider(), filter, start, static () => FieldView.Everything).FramesAsync(Token);
    }

    private static IEnumerable<string> Texts(EntitySet set) => set.Contents
        .Select(static content => $"{content.Change.Key.Value} {content.Change.PlatformProfile.Kind}")
        .Order(StringComparer.Ordinal);

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
}
