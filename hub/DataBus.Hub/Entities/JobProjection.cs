using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Entities;

/// <summary>What entries about jobs do to the jobs and their items.</summary>
internal sealed class JobProjection(IViewState state)
{
    /// <summary>Items in one row.</summary>
    public const int ChunkSize = 500;

    public void Apply(JobEntry entry, Timestamp at, ulong revision)
    {
        switch (entry.EntryCase)
        {
            case JobEntry.EntryOneofCase.Created:
                Create(entry.Created, at, revision);
                break;
            case JobEntry.EntryOneofCase.Items:
                Add(entry.Job, entry.Items);
                break;
            case JobEntry.EntryOneofCase.Progress:
                Progress(entry.Job, entry.Progress);
                break;
            case JobEntry.EntryOneofCase.State:
                Set(entry.Job, entry.State, at);
                break;
            default:
                throw new InvalidOperationException($"Revision {revision} has a job entry {entry.EntryCase}, which this hub does not know.");
        }
    }

    /// <summary>Whether nothing more comes of a job.</summary>
    public static bool HasEnded(JobState of) => of is JobState.Done or JobState.Cancelled or JobState.Rejected;

    private void Create(JobCreated created, Timestamp at, ulong revision)
    {
        var job = new Job
        {
            Job_ = revision,
            Act = created.Act,
            State = created.State,
            Actor = created.Actor,
            Reason = created.Reason,
            Filter = created.Filter,
            CreatedAt = at,
            Total = created.Total,
            Rate = created.Rate,
            MaxFailedPercent = created.MaxFailedPercent,
            NeedsSecond = created.NeedsSecond,
            RehearsedAt = created.RehearsedAt,
        };
        state.Set(new JobRow { Job = job, Release = created.Release });
        if (created.Act.Undo is { } undo && state.FindJob(undo.Job) is { } undone)
        {
            undone.Job.UndoneBy = revision;
            state.Set(undone);
        }

        if (created.Release is { } address)
            SetRelease(address, revision);
    }

    private void Add(ulong job, JobItems items)
    {
        // Every entry but the last is a multiple of a row.
        var first = 0;
        while (state.FindChunk(job, first) is { Ids.Count: ChunkSize })
            first++;
        for (var i = 0; i < items.Ids.Count; i++)
        {
            var chunk = state.FindChunk(job, first) ?? new JobChunk();
            chunk.Ids.Add(items.Ids[i]);
            chunk.Versions.Add(items.Versions[i]);
            state.Set(job, first, chunk);
            if (chunk.Ids.Count == ChunkSize)
                first++;
        }
    }

    private void Progress(ulong id, JobProgress progress)
    {
        var row = state.FindJob(id)!;
        foreach (var result in progress.Results)
        {
            // What the hub lets go by itself has no list of items beforehand.
            var place = (int)(row.Job.Done / ChunkSize);
            var chunk = state.FindChunk(id, place) ?? new JobChunk();
            chunk.Results.Add(result);
            state.Set(id, place, chunk);
            row.Job.Done++;
            Count(row.Job, result.Result);
        }

        state.Set(row);
    }

    private static void Count(Job job, string result)
    {
        var count = job.Counts.FirstOrDefault(one => one.Result == result);
        if (count is null)
            job.Counts.Add(count = new JobCount { Result = result });
        count.Count++;
    }

    private void Set(ulong id, JobStateSet set, Timestamp at)
    {
        var row = state.FindJob(id)!;
        // Another rate is no decision.
        if (row.Job.State == JobState.Proposed && set.State != JobState.Proposed)
            row.Job.DecidedBy = set.Actor;
        row.Job.State = set.State;
        row.Job.StateReason = set.Reason;
        if (set.HasRate)
            row.Job.Rate = set.Rate;
        row.Job.EndedAt = HasEnded(set.State) ? at : null;
        state.Set(row);
        if (HasEnded(set.State) && row.Release is { } address)
            SetRelease(address, 0);
    }

    private void SetRelease(Address address, ulong job)
    {
        var key = AddressKey.Of(address);
        var slot = state.FindSlot(key) ?? new Slot();
        slot.ReleaseJob = job;
        state.Set(key, slot);
    }
}
