namespace DataBus.Hub.Intake.Jobs;

/// <summary>The ids of the jobs that are at work; the writer adds, whoever steps them takes. Thread-safe.</summary>
internal sealed class RunningJobs
{
    private readonly Lock _gate = new();
    private readonly SortedSet<ulong> _jobs = [];
    private TaskCompletionSource _added = NewSignal();

    public void Add(ulong job)
    {
        lock (_gate)
        {
            _ = _jobs.Add(job);
            _ = _added.TrySetResult();
        }
    }

    public void Remove(ulong job)
    {
        lock (_gate)
        {
            _ = _jobs.Remove(job);
            if (_jobs.Count == 0 && _added.Task.IsCompleted)
                _added = NewSignal();
        }
    }

    /// <summary>The jobs now.</summary>
    public IReadOnlyList<ulong> Now()
    {
        lock (_gate)
            return [.. _jobs];
    }

    /// <summary>The jobs as soon as there are any.</summary>
    public async Task<IReadOnlyList<ulong>> AnyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task added;
            lock (_gate)
            {
                if (_jobs.Count > 0)
                    return [.. _jobs];
                added = _added.Task;
            }

            await added.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
