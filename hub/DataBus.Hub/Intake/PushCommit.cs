using DataBus.Hub.Entities;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>Decides a whole batch: its envelope first, which refuses before anything is changed, then pass, changes, close and run.</summary>
internal sealed class PushCommit
{
    private readonly Writer _writer;
    private readonly Decision _decision;
    private readonly PassClosing _closing;
    private readonly AnsweredPushes _answered;

    public PushCommit(Writer writer, Publication publication)
    {
        _writer = writer;
        _decision = new Decision(writer, publication);
        _closing = new PassClosing(writer, publication);
        _answered = new AnsweredPushes(writer, publication);
    }

    public BatchResult Commit(PreparedBatch prepared)
    {
        var push = _writer.Preparation.Renew(prepared);
        var batch = push.Batch;
        var source = Demand(push);
        if (IsHeartbeat(batch))
            return new BatchResult { Revision = _writer.Log.Last, Tallies = new Tallies(), Rereads = source.Rereads };

        var passId = batch.Pass?.Id ?? "";
        _writer.Log.BeginPush(_writer.ContextOf(source, passId));
        if (batch.Pass is not null && source.OpenPass?.Id != passId)
            OpenPass(source, batch.Pass);
        var result = new BatchResult { Tallies = CountsOf(batch) };
        var pause = Decide(push, source, result);
        NoteReread(source, batch.Reread);
        if (batch.Pass?.Close is { } close)
            Close(source, batch.Pass, close, result.Tallies);
        pause ??= ErrorBudget.Pause(_writer.State.Source(push.Source), passId, result.Tallies);
        if (pause is not null)
            _ = _writer.Log.Add(new SourceEntry { Source = source.Source, Pause = pause });
        _writer.Log.EndPush(batch.PositionAfter, result.Tallies);
        result.Revision = _writer.Log.Last;
        result.Rereads = _writer.State.Source(push.Source).Rereads;
        if (batch.Pass?.Close is not null)
            result.PassTallies = _writer.State.Source(push.Source).PassTallies.Clone();
        return result;
    }

    private SourceRow Demand(PreparedBatch push)
    {
        var source = _writer.State.FindSource(push.Source) ?? throw Refusals.NoSource(push.Source);
        if (source.Lease != push.Lease)
            throw Refusals.LeaseLost(source);
        if (source.Paused)
            throw Refusals.Paused(source);
        if (source.Position != push.Batch.PositionBefore)
            throw Refusals.Position(source, push.Batch.PositionBefore);
        if (push.Batch.Pass is { } pass && source.OpenPass?.Id != pass.Id && IsBelowFloor(source, pass))
            throw Refusals.BelowFloor(source, pass.File);
        return source;
    }

    private static bool IsBelowFloor(SourceRow source, Pass pass) =>
        pass.File is { AsOf.Length: > 0 } file && string.CompareOrdinal(file.AsOf, source.SourceFloor) < 0
        && pass.Close?.End is not (PassEnd.SetAside or PassEnd.AlreadyRead or PassEnd.Failed);

    // Nothing new and nothing to count: heard from, and not worth a revision.
    private static bool IsHeartbeat(Batch batch) => batch.Items.Count == 0 && batch.Pass is null
        && batch.PositionBefore == batch.PositionAfter
        && batch.RowsUnchanged + batch.RowsKnown + batch.RowsOutOfScope == 0
        && batch.Reread.Count == 0;

    private static Tallies CountsOf(Batch batch) => new()
    {
        Unchanged = batch.RowsUnchanged,
        Known = batch.RowsKnown,
        OutOfScope = batch.RowsOutOfScope,
    };

    // Gives why the source must be paused, if it must.
    private PauseSet? Decide(PreparedBatch push, SourceRow source, BatchResult result)
    {
        var overfull = false;
        var wentBack = new WentBack(push.Batch);
        for (var i = 0; i < push.Items.Count; i++)
        {
            var decided = _decision.Decide(push.Items[i], source);
            _answered.Settle(push.Items[i], decided.Outcome, source);
            result.Tallies.Add(decided.Outcome);
            overfull |= decided.Overfull;
            wentBack.See(push.Items[i], decided.Outcome);
            if (decided.Outcome is Outcome.Accepted or Outcome.Unchanged or Outcome.Known)
                continue;
            result.Exceptions.Add(new ItemResult
            {
                Index = (uint)i,
                Outcome = decided.Outcome,
                FailedId = decided.FailedId,
                Violations = { decided.Violations ?? [] },
            });
        }

        return overfull ? TooManyWait() : wentBack.Pause();
    }

    // What is still open after its row was read again came out the same, or the source has it no more.
    private void NoteReread(SourceRow source, IEnumerable<ulong> ids)
    {
        foreach (var id in ids.Distinct())
        {
            if (_writer.State.FindHeld(id) is { RereadAsked: true } item && item.Source == source.Source)
                _ = _writer.Act(new DeskEntry { Id = id, State = item.State, Act = HubRules.Reread, WaitsFor = item.WaitsFor }, new Doer(source.Source, ""));
        }
    }

    private void OpenPass(SourceRow source, Pass pass)
    {
        if (source.OpenPass is { } left)
        {
            var failed = left.Clone();
            failed.Close = new PassClose { End = PassEnd.Failed, Reason = $"未读完,之后打开了 {pass.Id} / left open when {pass.Id} began" };
            Log(source, failed);
        }

        var opened = pass.Clone();
        opened.Close = null;
        Log(source, opened);
    }

    private void Close(SourceRow source, Pass pass, PassClose close, Tallies tallies)
    {
        if (pass.Mode == PassMode.Full && close is { ProvenComplete: true, End: PassEnd.Whole })
            tallies.Deleted += _closing.Absences(source, close);
        if (close.End == PassEnd.SetAside)
            tallies.FilesSetAside++;
        var closed = pass.Clone();
        closed.Close.Absent.Clear();
        closed.Close.Covers.Clear();
        Log(source, closed);
    }

    private static PauseSet TooManyWait() => new()
    {
        Paused = true,
        Actor = Writer.HubActor,
        Reason = $"同一地址有 {EventDecision.MaxWaiting} 个以上事件等待被搁置者 / more than {EventDecision.MaxWaiting} events of one address wait for a held one",
    };

    private void Log(SourceRow source, Pass pass) => _writer.Log.Add(new SourceEntry { Source = source.Source, Pass = pass });
}
