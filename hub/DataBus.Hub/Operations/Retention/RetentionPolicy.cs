using DataBus.Hub.Delivery;
using DataBus.Hub.Log;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Operations.Retention;

/// <summary>Finds the floor for what is to be kept.</summary>
internal sealed class RetentionPolicy(IExchangeLog log, TimeProvider time)
{
    private const int PageBytes = 1 << 20;

    // Longer than any view is held: none may lead to what a trim drops.
    private static readonly TimeSpan _least = TimeSpan.FromHours(1);

    /// <summary>The floor for options; that of now, or below, if there is nothing to do.</summary>
    public ulong FloorOf(RetentionOptions options, CancellationToken cancellationToken)
    {
        var floor = options.Days is { } days ? FloorOf(TimeSpan.FromDays(days)) : 0;
        return options.Megabytes is { } megabytes
            ? Math.Max(floor, Math.Min(FloorOf(megabytes * 1024L * 1024, cancellationToken), FloorOf(_least)))
            : floor;
    }

    /// <summary>The floor that keeps the last while whole.</summary>
    public ulong FloorOf(TimeSpan kept)
    {
        var since = time.GetUtcNow() - (kept > _least ? kept : _least);
        return Math.Min(CommitTimes.FirstAtOrAfter(Timestamp.FromDateTimeOffset(since), log).Revision, log.Head);
    }

    // Where the newest so many bytes begin. Reads all that is whole, to the page.
    private ulong FloorOf(long bytes, CancellationToken cancellationToken)
    {
        var pages = new List<(ulong First, long Bytes)>();
        for (var (at, head) = (log.Floor - 1, log.Head); at < head;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = log.Read(at, PageBytes);
            pages.Add((page[0].FirstRevision, page.Sum(static record => (long)record.Stored.Length)));
            at = page[^1].LastRevision;
        }
        var kept = Enumerable.Reverse(pages).TakeWhile(page => (bytes -= page.Bytes) >= 0).ToList();
        return kept.Count == pages.Count ? log.Floor : kept.Count > 0 ? kept[^1].First : log.Head;
    }
}
