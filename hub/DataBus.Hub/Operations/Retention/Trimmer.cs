using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Retention;

/// <summary>
/// Trims the log, a step at a time, each of which may be the last one before a crash: work it out; enter the CHECKPOINT, which publishes the
/// floor; rewrite the records below it in small synced batches; enter that it is done; give the space back.
/// </summary>
internal sealed class Trimmer(IExchangeLog log, IViews views, IIntake intake) : IDisposable
{
    private const ulong SliceRevisions = 100_000;

    private readonly SemaphoreSlim _one = new(1);

    /// <summary>About how much of the log is read, and at most rewritten, by one batch; tests make it small.</summary>
    internal int BatchBytes { get; init; } = 1 << 20;

    /// <summary>What a trim would do; nothing is done. Null: the floor would not rise.</summary>
    public TrimBegun? Rehearse(ulong floor, CancellationToken cancellationToken) => Draft(floor, cancellationToken)?.Entry;

    /// <summary>Trims below a floor, or below the record that covers it. Null: the floor would not rise.</summary>
    /// <param name="floor">The floor; at most the head.</param>
    /// <param name="actor">Who asked for it.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the work: what is begun is finished after the next start.</param>
    /// <param name="entered">Told as soon as the CHECKPOINT is on disk, before the first record is rewritten.</param>
    public async Task<TrimBegun?> TrimAsync(
        ulong floor, string actor, string reason, CancellationToken cancellationToken, Func<TrimBegun, Task>? entered = null)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await FinishBegunAsync(cancellationToken);
            // No newer view may lead to what goes.
            using (await views.AtLeastAsync(log.Head, cancellationToken))
            {
            }
            if (Draft(floor, cancellationToken) is not { } draft)
                return null;
            (draft.Entry.Actor, draft.Entry.Reason) = (actor, reason);
            _ = await intake.EnterTrimAsync(new CheckpointBody { Begun = draft.Entry }, cancellationToken);
            if (entered is not null)
                await entered(draft.Entry);
            await FinishAsync(draft.Plan, draft.Entry, cancellationToken);
            return draft.Entry;
        }
        finally
        {
            _ = _one.Release();
        }
    }

    /// <summary>Goes on with a trim that was begun and not finished; without effect if there is none.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await FinishBegunAsync(cancellationToken);
        }
        finally
        {
            _ = _one.Release();
        }
    }

    /// <summary>Does other work that rewrites records, while no trim is at work; what a trim has begun is finished before.</summary>
    public async Task AloneAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            await FinishBegunAsync(cancellationToken);
            await work();
        }
        finally
        {
            _ = _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private TrimDraft? Draft(ulong floor, CancellationToken cancellationToken)
    {
        var first = log.Find(floor)?.FirstRevision ?? 0;
        return first <= log.Floor ? null : TrimDraft.Make(log, first, cancellationToken);
    }

    private async Task FinishBegunAsync(CancellationToken cancellationToken)
    {
        if (log.Trim is not { IsFinished: false } trim)
            return;
        using (await views.AtLeastAsync(log.Head, cancellationToken))
        {
        }
        var begun = CheckpointBody.Parser.ParseFrom(log.Find(trim.Entry)!.Body.Span).Begun;
        await FinishAsync(TrimPlan.Make(log, trim.Cursor, trim.Floor, cancellationToken), begun, cancellationToken);
    }

    private async Task FinishAsync(TrimPlan plan, TrimBegun begun, CancellationToken cancellationToken)
    {
        Rewrite(plan, begun, cancellationToken);
        var done = new TrimFinished { Checkpoint = log.Trim.Entry };
        var revision = await intake.EnterTrimAsync(new CheckpointBody { Finished = done }, cancellationToken);
        // A view of before would hold on to what was rewritten.
        using (await views.AtLeastAsync(revision, cancellationToken))
        {
        }
        for (ulong first = 0; first < begun.Floor; first += SliceRevisions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            log.GiveBack(first, Math.Min(first + SliceRevisions, begun.Floor));
        }
    }

    private void Rewrite(TrimPlan plan, TrimBegun begun, CancellationToken cancellationToken)
    {
        for (var at = log.Trim.Cursor; at + 1 < begun.Floor;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<LogRecord> sparse = [];
            foreach (var record in log.Read(at, BatchBytes).TakeWhile(record => record.LastRevision < begun.Floor))
            {
                at = record.LastRevision;
                var left = SparseRecord.Of(record, plan, begun.Seed.Span, out var dropped);
                if (dropped > 0)
                    sparse.Add(left);
            }
            log.Rewrite(sparse, at);
        }
    }
}
