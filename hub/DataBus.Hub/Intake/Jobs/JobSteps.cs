using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Hub.Intake.Jobs;

/// <summary>
/// One step of a job: a few items, and how far it is, in one group of the log. A hub that ends between two steps goes on with the
/// next item; nothing is done twice.
/// </summary>
internal sealed class JobSteps(Writer writer, Publication publication, DeskActs acts)
{
    private const int JudgedFrom = 20;

    private readonly EventDecision _events = new(writer, publication);

    /// <summary>Does the next items of a job.</summary>
    /// <param name="id">The job.</param>
    /// <returns>The job afterwards; null if it is not at work.</returns>
    public Job? Step(ulong id)
    {
        if (writer.State.FindJob(id) is not { Job.State: JobState.Running } row)
        {
            writer.Running.Remove(id);
            return null;
        }

        var results = row.Release is null ? Act(row, CountOf(row.Job.Rate)) : Release(row);
        if (results.Count > 0)
            Enter(id, new JobEntry { Progress = new JobProgress { Results = { results } } });
        if (EndOf(row, results.Count) is { } end)
        {
            Enter(id, new JobEntry { State = end });
            writer.Running.Remove(id);
        }

        return row.Job.Clone();
    }

    /// <summary>Items in a step of a job with this rate: ten steps a second at most.</summary>
    public static int CountOf(uint rate) => rate == 0 ? EventDecision.AtOnce : (int)Math.Clamp(rate / 10, 1, EventDecision.AtOnce);

    private List<JobResult> Act(JobRow row, int count)
    {
        var place = (int)row.Job.Done;
        if (writer.State.FindChunk(row.Job.Job_, place / JobProjection.ChunkSize) is not { } chunk)
            return [];
        var (first, by) = (place % JobProjection.ChunkSize, DoerOf(row.Job));
        var due = row.Job.Act.Return is { } back ? DueDays.Of(back.WorkingDays, writer.Time, writer.State.Tables()) : "";
        return [.. Enumerable.Range(first, Math.Min(count, chunk.Ids.Count - first)).Select(i =>
        {
            var named = new FailedRef { Id = chunk.Ids[i], Version = chunk.Versions[i] };
            return Told(HasMoved(named.Id, row.Job) ? new DeskResult { Id = named.Id, Result = ActResults.Moved } : acts.Do(row.Job.Act, named, due, by));
        })];
    }

    private List<JobResult> Release(JobRow row)
    {
        var key = AddressKey.Of(row.Release);
        var first = writer.SlotOf(key).Held.FirstOrDefault(static held => held.WaitsFor != 0);
        if (first is null)
            return [];
        var source = writer.State.Source(first.Source);
        writer.Log.BeginPush(writer.ContextOf(source, ""));
        var results = new List<JobResult>();
        while (results.Count < EventDecision.AtOnce && _events.ReleaseNext(key, source, row.Job.Job_) is { } result)
            results.Add(result);
        writer.Log.EndAct();
        return results;
    }

    // Exactly what was rehearsed is done: where something newer went live since, by another hand than this job's, it is left.
    private bool HasMoved(ulong id, Job job)
    {
        if (job.RehearsedAt == 0 || job.Act.Undo is not null || writer.State.FindHeld(id) is not { } item
            || (item.Patched ?? item.Entry.Change) is not { } change || Addresses.Of(change) is not { } address)
            return false;
        var slot = writer.SlotOf(AddressKey.Of(address, Addresses.EventIdOf(change)));
        return slot.Revision > job.RehearsedAt && writer.State.FindHeld(slot.ReplayedFrom)?.Job != job.Job_;
    }

    private void Enter(ulong job, JobEntry entry)
    {
        entry.Job = job;
        _ = writer.Enter(entry, Writer.HubActor);
    }

    private static Doer DoerOf(Job job) => new(job.Actor, job.Reason, job.Job_, Approved: job.DecidedBy.Length > 0);

    private static JobResult Told(DeskResult result) => new()
    {
        Id = result.Id,
        Result = result.Result,
        AcceptedAs = result.AcceptedAs,
        Rules = { result.Violations.Where(static broken => broken.Severity == Severity.Error).Select(static broken => broken.Rule).Distinct() },
    };

    // The row has already counted what was entered.
    private static JobStateSet? EndOf(JobRow row, int done)
    {
        var job = row.Job;
        if (row.Release is not null ? done < EventDecision.AtOnce : job.Done >= job.Total)
            return new JobStateSet { State = JobState.Done, Actor = Writer.HubActor };
        var failed = job.Counts.Where(static count => ActResults.IsFailure(count.Result)).Sum(static count => (long)count.Count);
        return job.MaxFailedPercent > 0 && job.Done >= JudgedFrom && failed * 100 > (long)job.Done * job.MaxFailedPercent
            ? new JobStateSet
            {
                State = JobState.Stopped,
                Actor = Writer.HubActor,
                Reason = $"{job.Done} 条中 {failed} 条未成，超过 {job.MaxFailedPercent}% / {failed} of {job.Done} failed, more than {job.MaxFailedPercent} %",
            }
            : null;
    }
}
