using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>What operators do to failed pushes; commands of the intake loop, so that they cannot race with what sources push.</summary>
internal sealed class DeskActs(Writer writer, Publication publication)
{
    private readonly ReplayAct _replay = new(writer, publication);
    private readonly PatchAct _patch = new(writer);
    private readonly DiscardAct _discard = new(writer, publication);
    private readonly UndoAct _undo = new(writer, publication);

    /// <summary>Acts that publish nothing.</summary>
    public PlainActs Plain { get; } = new(writer, publication);

    /// <summary>Takes all patches of an item back.</summary>
    public DeskResult Withdraw(FailedRef named, Doer by) => _patch.Withdraw(named, by);

    /// <summary>Does one act to one item.</summary>
    /// <param name="act">The act.</param>
    /// <param name="named">The item.</param>
    /// <param name="due">Return: the last day.</param>
    /// <param name="by">Who does it.</param>
    public DeskResult Do(JobAct act, FailedRef named, string due, Doer by) => act.ActCase switch
    {
        JobAct.ActOneofCase.Replay => _replay.Do(named, act.Replay, by),
        JobAct.ActOneofCase.Patch => Patch(named, act.Patch, by),
        JobAct.ActOneofCase.Discard => _discard.Do(named, act.Discard.Code, by),
        JobAct.ActOneofCase.Restore => _discard.Restore(named, by),
        JobAct.ActOneofCase.Return => Plain.Return(named, due, by),
        JobAct.ActOneofCase.Reread => Plain.Reread(named, by),
        JobAct.ActOneofCase.Undo => _undo.Do(named, act.Undo.Job, by),
        _ => throw new InvalidOperationException($"A job cannot do {act.ActCase} to an item."),
    };

    private DeskResult Patch(FailedRef named, JobPatch patch, Doer by)
    {
        var patched = _patch.Do(named, patch.Edits, by);
        var isReady = patched.Result is ActResults.Patched or ActResults.Unchanged && !patched.Violations.Hold();
        return patch.Replay && isReady
            ? _replay.Do(new FailedRef { Id = named.Id, Version = patched.Version }, new JobReplay(), by)
            : patched;
    }
}
