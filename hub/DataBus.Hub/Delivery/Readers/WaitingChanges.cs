using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>
/// Finds the oldest change for a reader that it has not acknowledged. Looks at each record once, however often it is asked.
/// </summary>
internal sealed class WaitingChanges(IExchangeLog log, IViews views)
{
    private const int PageBytes = 1 << 20;

    private readonly Lock _lock = new();
    private (uint Request, uint Rights) _digests;
    private ulong _from;
    private ulong _passed;
    private WaitingChange? _oldest;

    /// <summary>The oldest one behind a revision; null if there is none.</summary>
    public WaitingChange? Oldest(ulong acknowledged, Filter filter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (acknowledged < _from || _digests != (filter.BookmarkDigest, filter.RightsDigest))
                (_passed, _oldest) = (0, null);
            if (_oldest?.Revision <= acknowledged)
                _oldest = null;
            (_from, _digests) = (acknowledged, (filter.BookmarkDigest, filter.RightsDigest));
            _passed = Math.Max(_passed, acknowledged);
            while (_oldest is null && log.Read(_passed, PageBytes) is { Count: > 0 } page)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var view = views.Newest();
                var judge = new EntityJudge(view, log, filter);
                _oldest = page.Select(record => First(record, acknowledged, filter, judge)).FirstOrDefault(static one => one is not null);
                // Where one is found is looked at again: there may be more behind it.
                _passed = _oldest is null ? page[^1].LastRevision : _passed;
            }
            return _oldest;
        }
    }

    private static WaitingChange? First(LogRecord record, ulong acknowledged, Filter filter, EntityJudge judge)
    {
        if (record.Type != RecordType.Changes)
            return null;
        var frame = new SubscribeResponse();
        FrameBuilder.AddSome(frame, record, (run, revision, change) => revision > acknowledged && IsFor(change, run.Source, filter, judge) ? change : null);
        return frame.Runs.FirstOrDefault() is { } run
            ? new WaitingChange(run.RevisionOf(0), run.CommittedAt)
            : null;
    }

    // Of a set that entities enter and leave also what may have moved one in or out: it is told either way.
    private static bool IsFor(Change change, string source, Filter filter, EntityJudge judge) =>
        (filter.Matches(change) && judge.Shows(change) && filter.MatchesSource(source) && judge.Holds(change.Key))
        || (filter.IsJudged && filter.MatchesKey(change.Key) && judge.MayAlter(change, source));
}
