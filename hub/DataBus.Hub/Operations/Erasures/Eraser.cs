using System.Security.Cryptography;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Retention;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Operations.Erasures;

/// <summary>
/// Erases, a step at a time, each of which may be the last one before a crash: enter the decision, with tombstones; note it in the ledger;
/// enter which records are rewritten; rewrite them; enter that; remove the old bytes from all files; enter that it is done.
/// </summary>
internal sealed class Eraser(IExchangeLog log, IViews views, IIntake intake, Trimmer trimmer, ErasureLedger ledger, ErasureCaches caches)
{
    private const int MarkBytes = 16;

    private readonly ErasureWork _work = new(log, intake);

    /// <summary>Confirms a proposal and does it, or goes on with one that was broken off.</summary>
    /// <param name="id">The proposal.</param>
    /// <param name="actor">Who confirms.</param>
    /// <param name="reason">What they say to it.</param>
    /// <param name="cancellationToken">Ends the work: what is confirmed is finished after the next start.</param>
    /// <exception cref="HubException">As erasure.proto says of ConfirmErasure.</exception>
    public async Task<Erasure> ConfirmAsync(ulong id, string actor, string reason, CancellationToken cancellationToken)
    {
        await trimmer.AloneAsync(
            async () =>
            {
                var erasure = await FindAsync(id, cancellationToken);
                if (erasure.State is not (ErasureState.Running or ErasureState.Rewritten))
                    await DecideAsync(erasure, actor, reason, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(MarkBytes)), cancellationToken);
                await WorkAsync(id, cancellationToken);
            },
            cancellationToken);
        return await FindAsync(id, cancellationToken);
    }

    /// <summary>Goes on with what was confirmed and is not done.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        foreach (var erasure in (await AllAsync(cancellationToken)).Where(static one => one.State is ErasureState.Running or ErasureState.Rewritten))
            await trimmer.AloneAsync(() => WorkAsync(erasure.Id, cancellationToken), cancellationToken);
    }

    /// <summary>Makes erasures again that the ledger knows and this log does not; gives how many those were.</summary>
    public async Task<int> RepeatAsync(CancellationToken cancellationToken)
    {
        var known = (await AllAsync(cancellationToken)).Where(static one => one.State >= ErasureState.Running)
            .Select(one => Convert.ToHexStringLower(_work.DecisionOf(one).Mark.Span)).ToHashSet(StringComparer.Ordinal);
        var missing = ledger.Read().Where(entry => !known.Contains(entry.Mark)).ToList();
        foreach (var entry in missing)
            await trimmer.AloneAsync(() => RepeatAsync(entry, cancellationToken), cancellationToken);
        return missing.Count;
    }

    private async Task RepeatAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        var proposed = new ErasureProposed { Actor = Writer.HubActor, Reason = $"恢复后重做 {entry.At:yyyy-MM-dd} 的擦除 / made again after a restore" };
        using (var view = await views.AtLeastAsync(log.Head, cancellationToken))
        {
            var isErased = ledger.Matcher(entry);
            proposed.Targets.Add(view.Scan([]).Where(static slot => !slot.Key.IsUnkeyed).Select(static slot => slot.Key.ToAddress())
                .DistinctBy(static address => AddressKey.Of(address)).Where(address => isErased(AddressKey.Of(address)))
                .Select(static address => new ErasureTarget { Key = address.Key, Facet = address.Facet, Instance = address.Instance }));
        }
        var id = await intake.EnterErasureAsync(new EraseBody { Proposed = proposed }, cancellationToken);
        await DecideAsync(await FindAsync(id, cancellationToken), Writer.HubActor, "", entry.Mark, cancellationToken);
        await WorkAsync(id, cancellationToken);
    }

    private async Task DecideAsync(Erasure erasure, string actor, string reason, string mark, CancellationToken cancellationToken)
    {
        ErasureScope scope;
        using (var view = await views.AtLeastAsync(log.Head, cancellationToken))
            scope = ErasureScope.Of(erasure.Targets, view, log);
        var decided = new ErasureDecided
        {
            Erasure = erasure.Id,
            Confirmed = true,
            Actor = actor,
            Reason = reason,
            Addresses = { scope.Addresses },
            Failed = { scope.Failed },
            Mark = ByteString.CopyFrom(Convert.FromHexString(mark)),
        };
        _ = await intake.EnterErasureAsync(new EraseBody { Decided = decided }, cancellationToken);
    }

    private async Task WorkAsync(ulong id, CancellationToken cancellationToken)
    {
        var erasure = await FindAsync(id, cancellationToken);
        var decided = _work.DecisionOf(erasure);
        ledger.Add(Convert.ToHexStringLower(decided.Mark.Span), decided.Addresses.Select(static one => AddressKey.Of(one.Address)), decided.At.ToDateTimeOffset());
        if (erasure.State == ErasureState.Running)
        {
            var begun = erasure.Entry == 0 ? await _work.BeginAsync(erasure, cancellationToken) : _work.BegunOf(erasure);
            // No newer view may lead to what goes.
            using (await views.AtLeastAsync(log.Head, cancellationToken))
                caches.Forget();
            _work.Rewrite(erasure, begun, cancellationToken);
        }
        await PurgeAsync(id, cancellationToken);
        var done = await intake.EnterErasureAsync(new EraseBody { Finished = new ErasureFinished { Erasure = id } }, cancellationToken);
        using (await views.AtLeastAsync(done, cancellationToken))
        {
        }
    }

    private async Task PurgeAsync(ulong id, CancellationToken cancellationToken)
    {
        var renewed = caches.RenewDesk();
        // Entered again after a crash in between: whoever follows the log wakes up, and a view of before is not the newest any more.
        var rewritten = await intake.EnterErasureAsync(new EraseBody { Rewritten = new ErasureRewritten { Erasure = id } }, cancellationToken);
        using (await views.AtLeastAsync(rewritten, cancellationToken))
            caches.Forget();
        await renewed.WaitAsync(cancellationToken);
        await log.PurgeAsync(cancellationToken);
    }

    private async Task<Erasure> FindAsync(ulong id, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).FirstOrDefault(one => one.Id == id) ?? throw ErasureRefusals.NoErasure(id);

    private async Task<IReadOnlyList<Erasure>> AllAsync(CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        return [.. view.Tables().Erasures];
    }
}
