using System.Runtime.CompilerServices;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>
/// One who watches failed pushes follows the log: reads a page, tells what it touched as it stands, waits only when the page is empty.
/// Nothing is queued for it: the next page is read when it took the last message.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="views">Its views.</param>
/// <param name="source">Only this source; empty: all.</param>
internal sealed class DeskWatch(IExchangeLog log, IViews views, string source)
{
    private const int PageBytes = 256 * 1024;

    // A message stays far below the 4 MB that clients take by default.
    private const int MaxItems = 500;

    // Who watches a quiet source is told now and then how far it is, so that it need not read all of that again.
    private const ulong SilentRevisions = 10_000;

    /// <summary>What became of failed pushes behind a revision, without end; first a message that says only where it begins.</summary>
    public async IAsyncEnumerable<WatchFailedResponse> ReadAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var told = after;
        yield return new WatchFailedResponse { Revision = told };
        while (true)
        {
            await log.WaitForAppendAsync(after, cancellationToken);
            var page = log.Read(after, PageBytes);
            var items = await ItemsAsync(page, cancellationToken);
            after = page[^1].LastRevision;
            foreach (var part in items.Chunk(MaxItems))
            {
                // All up to the end of the page is told only with the last part.
                var isLast = part[^1].Id == items[^1].Id;
                yield return new WatchFailedResponse { Items = { part }, Revision = isLast ? after : told };
            }
            if (items.Count == 0 && after - told < SilentRevisions)
                continue;
            if (items.Count == 0)
                yield return new WatchFailedResponse { Revision = after };
            told = after;
        }
    }

    private async Task<List<FailedPush>> ItemsAsync(IReadOnlyList<LogRecord> page, CancellationToken cancellationToken)
    {
        var touched = page.SelectMany(DeskRecords.Touched).Distinct().ToList();
        if (touched.Count == 0)
            return [];

        using var view = await views.AtLeastAsync(page[^1].LastRevision, cancellationToken);
        return [.. touched.Select(id => (Id: id, Item: view.FindHeld(id)!))
            .Where(one => source.Length == 0 || one.Item.Source == source)
            .Select(static one => FailedPushes.Masked(one.Id, one.Item))];
    }
}
