using DataBus.Adapters;
using DataBus.V1;

namespace DataBus.Tests.Adapters.Kit;

/// <summary>Reads a source to its end as the worker does, with batches of a few rows, one after the other.</summary>
internal static class SourceDriver
{
    /// <summary>Reads until nothing waits.</summary>
    /// <param name="source">The source.</param>
    /// <param name="hub">The hub.</param>
    /// <param name="maxItems">Most items of a batch.</param>
    /// <param name="stopAfter">Stops dead after so many batches.</param>
    /// <param name="once">The run ends when nothing waits.</param>
    /// <param name="fresh">The hub was just opened.</param>
    /// <returns>True if nothing waits; false if it was stopped.</returns>
    public static async Task<bool> RunAsync(
        ISource source, FakeHub hub, CancellationToken cancellationToken, int maxItems = 1000, int stopAfter = int.MaxValue, bool once = true,
        bool fresh = false)
    {
        var sent = 0;
        while (true)
        {
            var builder = new BatchBuilder(hub.Position, maxItems);
            var state = new ReadState(hub.Position, hub.OpenPass?.Clone(), once, hub) { Floor = hub.Floor, IsFresh = fresh };
            fresh = false;
            var before = sent;
            await foreach (var step in source.ReadAsync(state, cancellationToken))
            {
                foreach (var batch in builder.Add(step))
                {
                    source.Answered(batch, await hub.CommitAsync(batch));
                    sent += batch.Pass is null ? 0 : 1;
                    if (sent >= stopAfter)
                        return false;
                }
            }
            if (builder.Rest() is not null)
                Assert.Fail("A read ended without closing its pass.");
            if (sent == before)
                return true;
        }
    }

    /// <summary>The steps of one read.</summary>
    public static async Task<List<SourceStep>> ReadAsync(ISource source, FakeHub hub, CancellationToken cancellationToken)
    {
        var steps = new List<SourceStep>();
        await foreach (var step in source.ReadAsync(new ReadState(hub.Position, hub.OpenPass, true, hub) { Floor = hub.Floor }, cancellationToken))
            steps.Add(step);
        return steps;
    }

    /// <summary>All items that a hub got, in order.</summary>
    public static IEnumerable<PushItem> Items(this FakeHub hub) => hub.Batches.SelectMany(b => b.Items);
}
