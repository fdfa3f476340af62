using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>
/// Counts what the desk has to do, by cause: one scan at the start, then only the failed pushes that the log tells of. Not thread-safe.
/// </summary>
internal sealed class FailureWatch(IExchangeLog log)
{
    private const int PageBytes = 1 << 20;

    private readonly Dictionary<ulong, WatchedItem> _items = [];
    private readonly Dictionary<FailureCause, SortedDictionary<ulong, DateTimeOffset>> _causes = [];
    private readonly HashSet<string> _resumed = [];
    private ulong? _asOf;

    /// <summary>What is held, by cause, with the time of the oldest.</summary>
    public IEnumerable<(FailureCause Cause, ulong Count, DateTimeOffset Oldest)> Causes =>
        _causes.Select(static one => (one.Key, (ulong)one.Value.Count, one.Value.First().Value));

    /// <summary>Failed pushes with a day or an hour by which something must be done.</summary>
    public IEnumerable<WatchedItem> Due => _items.Values.Where(static item => item.Due.Length > 0 || item.ReviewDue is not null);

    /// <summary>Sources that were let go on since the last look, whatever became of them then.</summary>
    public IReadOnlySet<string> Resumed => _resumed;

    /// <summary>Brings the counts up to a view.</summary>
    public void Follow(IViewReader view)
    {
        _resumed.Clear();
        if (_asOf is not { } seen)
        {
            foreach (var (id, item) in view.ScanHeld())
                Set(id, item);
        }
        else
        {
            foreach (var id in TouchedBetween(seen, view.Watermark))
                Set(id, view.FindHeld(id));
        }

        _asOf = view.Watermark;
    }

    private HashSet<ulong> TouchedBetween(ulong seen, ulong watermark)
    {
        var touched = new HashSet<ulong>();
        while (seen < watermark)
        {
            foreach (var record in log.Read(seen, PageBytes))
            {
                if (record.FirstRevision > watermark)
                    return touched;
                Note(record, touched);
                seen = record.LastRevision;
            }
        }

        return touched;
    }

    private void Note(LogRecord record, HashSet<ulong> touched)
    {
        switch (record.Type)
        {
            case RecordType.Held:
                for (var id = record.FirstRevision; id <= record.LastRevision; id++)
                    _ = touched.Add(id);
                break;
            case RecordType.Desk:
                // What comes again every night is as it was.
                touched.UnionWith(DeskBody.Parser.ParseFrom(record.Body.Span).Acts.Where(static act => act.Act != HubRules.SeenAgain).Select(static act => act.Id));
                break;
            case RecordType.Source:
                _resumed.UnionWith(SourceBody.Parser.ParseFrom(record.Body.Span).Entries.Where(static entry => entry.Pause is { Paused: false }).Select(static entry => entry.Source));
                break;
        }
    }

    private void Set(ulong id, HeldItem? item)
    {
        if (_items.Remove(id, out var before) && before.Cause is { } left && _causes.TryGetValue(left, out var others))
        {
            _ = others.Remove(id);
            if (others.Count == 0)
                _ = _causes.Remove(left);
        }

        if (WatchedItem.Of(item) is not { } now)
            return;
        _items.Add(id, now);
        if (now.Cause is not { } cause)
            return;
        if (!_causes.TryGetValue(cause, out var ids))
            _causes.Add(cause, ids = []);
        ids.Add(id, now.HeldAt);
    }
}
