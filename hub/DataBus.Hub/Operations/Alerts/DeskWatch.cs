using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>What the desk has to do: one scan at the start, then only what the log tells of. Not thread-safe.</summary>
internal sealed class DeskWatch(IExchangeLog log)
{
    private readonly Dictionary<ulong, WatchedItem> _items = [];
    private readonly Dictionary<ulong, Job> _jobs = [];
    private readonly CauseCounts _causes = new();
    private ulong? _asOf;

    /// <summary>What is held, by cause, with the time of the oldest.</summary>
    public IEnumerable<(FailureCause Cause, ulong Count, DateTimeOffset Oldest)> Causes => _causes.All;

    /// <summary>Failed pushes with a day or an hour by which something must be done.</summary>
    public IEnumerable<WatchedItem> Due => _items.Values.Where(static item => item.Due.Length > 0 || item.ReviewDue is not null);

    /// <summary>Jobs that go on only if somebody does something.</summary>
    public IEnumerable<Job> StuckJobs => _jobs.Values;

    /// <summary>Sources that were let go on since the last look, whatever became of them then.</summary>
    public IReadOnlySet<string> Resumed { get; private set; } = new HashSet<string>();

    /// <summary>Brings everything up to a view.</summary>
    public void Follow(IViewReader view)
    {
        if (_asOf is { } seen)
        {
            var touched = Touched.Between(log, seen, view.Watermark);
            foreach (var id in touched.Items)
                Set(id, view.FindHeld(id));
            foreach (var job in touched.Jobs)
                Set(job, view.FindJob(job)?.Job);
            Resumed = touched.Resumed;
        }
        else
        {
            foreach (var (id, item) in view.ScanHeld())
                Set(id, item);
            foreach (var row in view.Jobs())
                Set(row.Job.Job_, row.Job);
        }

        _asOf = view.Watermark;
    }

    private void Set(ulong id, HeldItem? item)
    {
        if (_items.Remove(id, out var before))
            _causes.Remove(before.Cause, id);
        if (WatchedItem.Of(item) is not { } now)
            return;
        _items.Add(id, now);
        _causes.Add(now.Cause, id, now.HeldAt);
    }

    private void Set(ulong id, Job? job)
    {
        if (job is { State: JobState.Stopped or JobState.Proposed })
            _jobs[id] = job;
        else
            _ = _jobs.Remove(id);
    }
}
