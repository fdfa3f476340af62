using System.Runtime.CompilerServices;
using DataBus.Adapters.Comparison;
using DataBus.V1;

namespace DataBus.Adapters.Rereads;

/// <summary>Rows of a database or an API: it is read from its beginning, by a reader of its own that the normal reading does not notice.</summary>
/// <param name="open">Makes a reader.</param>
internal sealed class WholeSource(Func<ISource> open) : IRereadRows
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<RereadRow> ReadAsync(
        IReadOnlyList<Reread> asked, Action<string> failed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var steps = open().ReadAsync(UnknowingHub.FromTheBeginning, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (steps)
        {
            while (await NextAsync(steps, failed))
            {
                if (steps.Current.Item is { } item)
                    yield return new RereadRow(item);
            }
        }
    }

    // The normal reading meets the drift too, and pauses the source for it.
    private static async Task<bool> NextAsync(IAsyncEnumerator<SourceStep> steps, Action<string> failed)
    {
        try
        {
            return await steps.MoveNextAsync();
        }
        catch (SourceDriftException drift)
        {
            failed(drift.Message);
            return false;
        }
    }
}
