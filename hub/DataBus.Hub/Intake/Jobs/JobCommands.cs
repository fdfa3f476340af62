using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Hub.Intake.Jobs;

/// <summary>Creates jobs and changes their state; commands of the intake loop.</summary>
internal sealed class JobCommands(Writer writer)
{
    private const int IdsPerEntry = 4_000;

    /// <summary>Creates a job of these items, as they stand now unless a version is named; an undo finds its items itself.</summary>
    public Job Start(JobCreated created, IReadOnlyList<FailedRef> named)
    {
        var items = created.Act.Undo is { } undo ? Undoable(Find(undo.Job), writer.State.FindChunk) : [.. named.DistinctBy(static item => item.Id)];
        if (items.Count == 0)
            throw JobRefusals.NothingToDo();
        created.Total = (ulong)items.Count;
        var id = writer.Enter(new JobEntry { Created = created }, created.Actor);
        foreach (var part in items.Chunk(IdsPerEntry))
        {
            var entry = new JobItems { Ids = { part.Select(static item => item.Id) }, Versions = { part.Select(VersionOf) } };
            _ = writer.Enter(new JobEntry { Job = id, Items = entry }, created.Actor);
        }

        if (created.State == JobState.Running)
            writer.Running.Add(id);
        return writer.State.FindJob(id)!.Job.Clone();
    }

    /// <summary>A second person's word about a proposed job.</summary>
    public Job Decide(ulong id, bool approve, string actor, string reason)
    {
        var job = Find(id);
        if (job.State != JobState.Proposed)
            throw JobRefusals.NotProposed(job);
        if (approve && job.Actor == actor)
            throw JobRefusals.OwnProposal(job);
        return Set(id, new JobStateSet { State = approve ? JobState.Running : JobState.Rejected, Actor = actor, Reason = reason });
    }

    /// <summary>Pauses a job, lets it go on, cancels it, or changes its rate.</summary>
    public Job Control(ControlJobRequest request, string actor)
    {
        var job = Find(request.Job);
        var to = request.Control switch
        {
            JobControl.Pause when job.State == JobState.Running => JobState.Paused,
            JobControl.Resume when job.State is JobState.Paused or JobState.Stopped => JobState.Running,
            JobControl.Cancel when !JobProjection.HasEnded(job.State) => JobState.Cancelled,
            JobControl.Unspecified when !JobProjection.HasEnded(job.State) => job.State,
            _ => throw JobRefusals.NotNow(job, request.Control),
        };
        var set = new JobStateSet { State = to, Actor = actor, Reason = request.Reason };
        if (request.HasRate)
            set.Rate = request.Rate;
        return Set(request.Job, set);
    }

    private Job Set(ulong id, JobStateSet set)
    {
        _ = writer.Enter(new JobEntry { Job = id, State = set }, set.Actor);
        if (set.State == JobState.Running)
            writer.Running.Add(id);
        else
            writer.Running.Remove(id);
        return writer.State.FindJob(id)!.Job.Clone();
    }

    private Job Find(ulong id) => writer.State.FindJob(id)?.Job ?? throw JobRefusals.NoJob(id);

    private ulong VersionOf(FailedRef item) => item.Version != 0 ? item.Version : writer.State.FindHeld(item.Id)?.Version ?? 0;

    /// <summary>What an undo of a job takes back, the newest first: what came later at an address goes back first.</summary>
    /// <exception cref="HubException">FAILED_PRECONDITION: it is at work, or nothing that can be undone.</exception>
    public static List<FailedRef> Undoable(Job job, Func<ulong, int, JobChunk?> chunks)
    {
        if (job.State is JobState.Running or JobState.Proposed or JobState.Rejected || job.Act.ActCase is JobAct.ActOneofCase.Undo or JobAct.ActOneofCase.Release)
            throw JobRefusals.NotUndoable(job);
        var items = new List<FailedRef>();
        for (var place = 0; chunks(job.Job_, place) is { } chunk; place++)
            items.AddRange(chunk.Results.Where(static result => IsDone(result.Result)).Select(static result => new FailedRef { Id = result.Id }));
        items.Reverse();
        return items;
    }

    private static bool IsDone(string result) =>
        result is ActResults.Replayed or ActResults.Patched or ActResults.Discarded or ActResults.Restored or ActResults.Returned;
}
