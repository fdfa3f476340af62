using DataBus.Hub;
using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.V1;
using Microsoft.Extensions.Time.Testing;
using Mark = DataBus.V1.SubscribeResponse.MarkOneofCase;

namespace DataBus.Tests.Hub.Delivery;

public sealed class TailStartTests : IDisposable
{
    private readonly TestLog _log = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task After_RevisionInTheMiddleOfARecord_GivesExactlyWhatFollows()
    {
        var first = _log.Push(Profile("A"), Profile("B"), Profile("C"));

        var frames = await ReadAsync(new SubscribeRequest { FromRevision = first + 1 });

        Assert.Equal(["C"], frames.SelectMany(frame => frame.Changes).Select(change => change.Key.Value));
        Assert.Equal(first + 2, frames[0].FirstRevision);
        Assert.False(frames[^1].Consistent);
        Assert.Empty(await ReadAsync(new SubscribeRequest { Bookmark = frames[0].Bookmark }, changesOnly: true));
    }

    [Fact]
    public async Task After_EveryRevisionOfTheLog_GivesTheSameAsWholeFromThere()
    {
        for (var i = 0; i < 5; i++)
            _log.Push([.. Enumerable.Range(0, i + 1).Select(n => Profile($"{i}-{n}"))]);
        var all = (await ReadAsync(new SubscribeRequest { FromRevision = 0 })).SelectMany(Revisions).ToList();

        for (var after = 0UL; after <= _log.Log.Head; after++)
        {
            var frames = await ReadAsync(new SubscribeRequest { FromRevision = after });

            Assert.Equal(all.Where(revision => revision > after), frames.SelectMany(Revisions));
            Assert.Equal(_log.Log.Head, frames[^1].LastRevision);
        }
    }

    [Fact]
    public void After_BeyondTheHead_IsInvalidAndNamesTheHead()
    {
        var error = Assert.Throws<HubException>(() => TailStart.After(_log.Log.Head + 1, _log.Log));

        Assert.Equal("from_revision", Assert.Single(error.Refusal.Violations).Field);
        Assert.Contains($"{_log.Log.Head}", error.Refusal.En, StringComparison.Ordinal);
    }

    [Fact]
    public void After_OrAt_BelowTheFloor_GivesResync()
    {
        _log.Push(Profile("A"), Profile("B"));
        _log.Push(Profile("C"));
        var trimmed = new FlooredLog(_log.Log, floor: 3);

        Assert.Equal("BELOW_FLOOR", TailStart.After(1, trimmed).Resync?.Reason);
        Assert.Null(TailStart.After(2, trimmed).Resync);
        Assert.Equal("BELOW_FLOOR", TailStart.At(Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch), trimmed).Resync?.Reason);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, -1)]
    public void DemandPast_NoTimeThatHasPassed_IsInvalid(int secondsAhead, int nanos)
    {
        var from = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(_time.GetUtcNow().AddSeconds(secondsAhead));
        from.Nanos += nanos;

        var error = Assert.Throws<HubException>(() => TailStart.DemandPast(new SubscribeRequest { FromTime = from }, 7, _time));

        Assert.Equal("from_time", Assert.Single(error.Refusal.Violations).Field);
    }

    private async Task<List<SubscribeResponse>> ReadAsync(SubscribeRequest request, bool changesOnly = false)
    {
        var filter = new Filter(request, FieldView.Everything);
        var start = Resumption.Of(request, filter, _log.Log);
        var frames = new List<SubscribeResponse>();
        await foreach (var frame in new Subscription(new SharedTail(_log.Log), _log, _time, filter, start, () => FieldView.Everything)
            .FramesAsync(TestContext.Current.CancellationToken))
        {
            if (!changesOnly || frame.Changes.Count > 0)
                frames.Add(frame);
            if (frame.MarkCase == Mark.CaughtUp)
                break;
        }
        return frames;
    }

    private static IEnumerable<ulong> Revisions(SubscribeResponse frame) => frame.Runs.SelectMany(run => run.Revisions.Count > 0
        ? run.Revisions
        : Enumerable.Range(0, (int)run.Count).Select(i => run.FirstRevision + (ulong)i));

    private static Change Profile(string number) => new()
    {
        Key = new Key { Kind = Kind.Platform, Scheme = "local", Value = number },
        PlatformProfile = new PlatformProfile { Kind = "x" },
    };
}
