using System.Runtime.CompilerServices;
using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Delivery;

/// <summary>
/// One reader following the log. Catch-up and live are one path: read a page, wait for the head only when it is empty.
/// Nothing is queued for the reader: the next page is read when it took the last frame.
/// </summary>
/// <param name="tail">The log, as its readers share it.</param>
/// <param name="views">Its views.</param>
/// <param name="time">The clock.</param>
/// <param name="filter">What the reader asked for and may see.</param>
/// <param name="start">Where it starts.</param>
/// <param name="rightsOfNow">What the reader may see now, as the newest view has it.</param>
internal sealed class Subscription(
    SharedTail tail, IViews views, TimeProvider time, Filter filter, Resumption start, Func<FieldView> rightsOfNow)
{
    private const int PageBytes = 256 * 1024;

    // A page's changes can bring many times as much of their entities, and all of it is made before the first frame goes out.
    private const int JudgedPageBytes = 32 * 1024;

    /// <summary>A frame comes at least so often: the contract says every 30 s.</summary>
    public static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(20);

    // A right that ends acts within 5 s.
    private static readonly TimeSpan _rightsInterval = TimeSpan.FromSeconds(3);

    private readonly IExchangeLog _log = tail.Log;

    private DeliveryPosition _position = start.Position;
    private ulong _chain = start.Chain;
    private ulong _told = start.Last;
    private long _toldAt = time.GetTimestamp();

    /// <summary>The frames, without end unless the bookmark cannot be resumed.</summary>
    public async IAsyncEnumerable<SubscribeResponse> FramesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (start.Resync is { } resync)
        {
            yield return new SubscribeResponse { Resync = resync };
            yield break;
        }

        if (_position.InSnapshot)
        {
            await foreach (var frame in SnapshotAsync(cancellationToken))
                yield return frame;
        }
        if (_position.InSnapshot)
            yield break;
        await foreach (var frame in TailAsync(cancellationToken))
            yield return frame;
    }

    // An entry about ownership or grants takes effect where it stands: nothing behind it goes out by the rights of before.
    private async Task<bool> RightsChangedAsync(IEnumerable<LogRecord> page, CancellationToken cancellationToken)
    {
        if (page.LastOrDefault(RightsEntries.AreIn) is not { } entered)
            return false;
        using var view = await views.AtLeastAsync(entered.LastRevision, cancellationToken);
        return !filter.HasRightsOf(rightsOfNow());
    }

    private async IAsyncEnumerable<SubscribeResponse> SnapshotAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_position.Revision == 0)
            yield return Told(new SubscribeResponse { SnapshotBegin = new SnapshotBegin { Until = _position.Until } });

        while (_position.Revision < _position.Until)
        {
            if (!filter.HasRightsOf(rightsOfNow()))
            {
                yield return new SubscribeResponse { Resync = Resumption.RightsChanged(_log, filter.Name) };
                yield break;
            }
            if (await ReadSnapshotPageAsync(cancellationToken) is { } frame)
                yield return frame;
        }

        // The pages left out what newer content had superseded by then: only with that does the reader's set equal the hub's.
        _position = new DeliveryPosition(_position.Revision, Until: 0, ConsistentFrom: _log.Head);
        yield return Told(new SubscribeResponse { SnapshotEnd = new SnapshotEnd() });
    }

    private async Task<SubscribeResponse?> ReadSnapshotPageAsync(CancellationToken cancellationToken)
    {
        // With every bit up to the snapshot's end: what a left-out tombstone removed is left out too.
        using var view = await views.AtLeastAsync(_position.Until, cancellationToken);
        var page = _log.Read(_position.Revision, PageBytes).TakeWhile(record => record.LastRevision <= _position.Until);
        var judge = new EntityJudge(view, _log, filter);
        return Advance(page, (run, revision, change) =>
            change.ContentCase != Change.ContentOneofCase.Tombstone && filter.Matches(change) && filter.MatchesSource(run.Source)
            && !view.IsSuperseded(revision) && judge.Holds(change.Key) ? judge.Shown(change) : null);
    }

    private async IAsyncEnumerable<SubscribeResponse> TailAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var saidCaughtUp = false;
        while (true)
        {
            if (!filter.HasRightsOf(rightsOfNow()))
            {
                yield return new SubscribeResponse { Resync = Resumption.RightsChanged(_log, filter.Name) };
                yield break;
            }
            var page = tail.Read(_position.Revision, filter.IsJudged ? JudgedPageBytes : PageBytes);
            if (page.Count == 0)
            {
                if (!saidCaughtUp)
                    yield return Told(new SubscribeResponse { CaughtUp = new CaughtUp { At = Now() }, Head = _log.Tail.ToHead() });
                else if (!await WaitAsync(cancellationToken))
                    yield return Told(new SubscribeResponse { Progress = new Progress { At = Now() }, Head = _log.Tail.ToHead() });
                saidCaughtUp = true;
                continue;
            }

            if (!ReachesAcrossFloor())
            {
                yield return new SubscribeResponse { Resync = Resumption.BelowFloor(_position.Revision, _log, filter.Name) };
                yield break;
            }
            if (await RightsChangedAsync(page, cancellationToken))
            {
                yield return new SubscribeResponse { Resync = Resumption.RightsChanged(_log, filter.Name) };
                yield break;
            }
            foreach (var frame in filter.IsJudged ? await JudgeAsync(page, cancellationToken) : Pass(page))
                yield return frame;
            if (saidCaughtUp && IsFull(page) && _log.Head > _position.Revision)
                yield return Told(new SubscribeResponse { FellBehind = new FellBehind { Behind = _log.Head - _position.Revision } });
            saidCaughtUp = false;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    // Asked after the page was read: a floor is published before the first record below it is rewritten.
    private bool ReachesAcrossFloor()
    {
        var floor = _log.Floor;
        if (_position.Revision + 1 >= floor)
            return true;
        if (_position.NeedsWholeLog)
            return false;
        // What a trim leaves is the hub's set right below the floor, and not before.
        _position = _position with { ConsistentFrom = Math.Max(_position.ConsistentFrom, floor - 1) };
        return true;
    }

    private IEnumerable<SubscribeResponse> Pass(IEnumerable<LogRecord> page) =>
        Advance(page, filter.PassesAll ? null : (_, _, change) => filter.Matches(change) ? filter.Shown(change) : null) is { } frame ? [frame] : [];

    // The view is let go before the reader takes the first frame: a slow one must not keep it.
    private async Task<IReadOnlyList<SubscribeResponse>> JudgeAsync(IReadOnlyList<LogRecord> page, CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(page[^1].LastRevision, cancellationToken);
        // What is sent is as of the view: before the reader is there, its set is of no single moment.
        _position = _position with { ConsistentFrom = Math.Max(_position.ConsistentFrom, view.Watermark) };
        var judged = new JudgedPage(new EntityJudge(view, _log, filter), filter, start.Skip);
        var frames = new List<SubscribeResponse>();
        foreach (var record in page)
        {
            frames.AddRange(judged.Take(record).Select(Told));
            MoveBehind(record);
        }
        if (!judged.IsEmpty)
            frames.Add(Told(judged.Cut()));
        else if (ProgressIfDue() is { } progress)
            frames.Add(progress);
        return frames;
    }

    // Moves behind the records; gives a frame if there is something to deliver, or nothing was said for long.
    private SubscribeResponse? Advance(IEnumerable<LogRecord> page, Func<Run, ulong, Change, Change?>? shown)
    {
        var frame = new SubscribeResponse();
        foreach (var record in page)
        {
            if (record.Type == RecordType.Changes)
                Add(frame, record, shown);
            MoveBehind(record);
        }
        return frame.Changes.Count > 0 ? Told(frame) : ProgressIfDue();
    }

    private void MoveBehind(LogRecord record)
    {
        _position = _position with { Revision = record.LastRevision };
        _chain = Bookmark.ChainOf(record.Chain);
    }

    private SubscribeResponse? ProgressIfDue() =>
        TimeToSpeak() <= TimeSpan.Zero ? Told(new SubscribeResponse { Progress = new Progress { At = Now() }, Head = _log.Tail.ToHead() }) : null;

    private void Add(SubscribeResponse frame, LogRecord record, Func<Run, ulong, Change, Change?>? shown)
    {
        if (record.FirstRevision <= start.Skip)
            FrameBuilder.AddSome(frame, record, (_, revision, change) => revision > start.Skip && filter.Matches(change) ? filter.Shown(change) : null);
        else if (shown is null)
            FrameBuilder.AddAll(frame, record);
        else
            FrameBuilder.AddSome(frame, record, shown);
    }

    private SubscribeResponse Told(SubscribeResponse frame)
    {
        frame.FirstRevision = _told + 1;
        frame.LastRevision = _position.Revision;
        frame.Bookmark = new Bookmark(_log.Epoch, _position, filter.BookmarkDigest, filter.RightsDigest, _chain).Write();
        frame.Consistent = _position.IsConsistent;
        _told = _position.Revision;
        _toldAt = time.GetTimestamp();
        return frame;
    }

    // False: nothing was appended, and it is time to say so. True also now and then, since rights end by the calendar, too.
    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var rest = TimeToSpeak();
        if (rest <= TimeSpan.Zero)
            return _log.Head > _position.Revision;

        using var patience = new CancellationTokenSource(rest < _rightsInterval ? rest : _rightsInterval, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _log.WaitForAppendAsync(_position.Revision, waiting.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return TimeToSpeak() > TimeSpan.Zero;
        }
    }

    // How long the reader need not hear anything yet.
    private TimeSpan TimeToSpeak() => ProgressInterval - time.GetElapsedTime(_toldAt);

    private static bool IsFull(IReadOnlyList<LogRecord> page) => page.Sum(static record => (long)record.Body.Length) > PageBytes / 2;

    private Timestamp Now() => Timestamp.FromDateTimeOffset(time.GetUtcNow());
}
