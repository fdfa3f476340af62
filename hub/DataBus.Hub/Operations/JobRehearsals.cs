using System.Runtime.CompilerServices;
using DataBus.Hub.Delivery;
using DataBus.Hub.Intake.Acts;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Operations;

/// <summary>
/// Rehearses jobs: the very acts of the run, on a writer over a snapshot of the views whose entries are thrown away. So a rehearsal
/// cannot say anything else than what the run then does, and changes nothing.
/// </summary>
internal sealed class JobRehearsals(HubCore core, Subscribers subscribers, TimeProvider time)
{
    private const int MaxItems = 50_000;

    /// <summary>Tells what would become of each item, and then the sum.</summary>
    /// <param name="act">The act.</param>
    /// <param name="items">The items; with the versions that must be theirs, or 0.</param>
    /// <param name="actor">Who would do it.</param>
    /// <param name="needsSecond">Why a second person is needed; then it is rehearsed as approved.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HubException">RESOURCE_EXHAUSTED: too many items.</exception>
    public async IAsyncEnumerable<RehearseJobResponse> RehearseAsync(
        JobAct act, IReadOnlyList<FailedRef> items, string actor, string needsSecond, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (items.Count > MaxItems)
            throw TooMany(items.Count);
        using var view = await core.Views.AtLeastAsync(core.Log.Head, cancellationToken);
        var rules = core.Preparation.Rules.Version;
        var stage = new RehearsalStage(core, view, time, subscribers);
        var by = new Doer(actor, "", Approved: needsSecond.Length > 0);
        var counts = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // A run has the versions of its beginning: what an earlier item of it moves, is moved.
            var seen = item.Version != 0 ? item : new FailedRef { Id = item.Id, Version = view.FindHeld(item.Id)?.Version ?? 0 };
            var rehearsed = stage.Do(act, seen, by);
            counts[rehearsed.Result] = counts.GetValueOrDefault(rehearsed.Result) + 1;
            yield return new RehearseJobResponse { Item = rehearsed };
        }

        var sum = new RehearsalSum { Revision = view.Watermark, RuleSet = rules, NeedsSecond = needsSecond };
        sum.Counts.Add(counts.Select(static count => new JobCount { Result = count.Key, Count = count.Value }));
        if (stage.Moving.Count > 0)
            sum.Figures.Add(FigureMoves.Of(core.Log, view, stage.Moving, time));
        yield return new RehearseJobResponse { Sum = sum };
    }

    private static HubException TooMany(int count) => new(new Refusal(
        StatusCode.ResourceExhausted, "TOO_MANY_ITEMS",
        $"有 {count} 条，一次最多预演 {MaxItems} 条：请缩小筛选范围。", $"There are {count} items; {MaxItems} can be rehearsed at once: narrow the filter."));
}
