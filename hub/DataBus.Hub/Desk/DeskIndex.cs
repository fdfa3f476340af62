using DataBus.Hub.Log;

namespace DataBus.Hub.Desk;

/// <summary>
/// The search index of the desk: what failed pushes are found by, and nothing that is not in the views too. It is kept in LiteDB and
/// answers from memory. One task writes; readers wait for it only while it changes what is in memory.
/// </summary>
internal sealed class DeskIndex : IDisposable
{
    // Items in one transaction of LiteDB.
    private const int PieceSize = 2_000;

    private readonly Lock _gate = new();
    private readonly DeskStore _store;
    private readonly DeskTable _table = new();
    private readonly HeadSignal _signal;

    /// <summary>Opens the index in a file; one that is no index of this hub's and this log's is left empty.</summary>
    /// <exception cref="InvalidDataException">It is damaged; LiteDB throws others too.</exception>
    public DeskIndex(string path, string epoch)
    {
        _store = new DeskStore(path, epoch);
        try
        {
            foreach (var item in _store.Read())
                _table.Set(item);
        }
        catch
        {
            _store.Dispose();
            throw;
        }
        _signal = new HeadSignal(_store.Watermark);
    }

    /// <summary>Whether the file was an index of this hub's and this log's, or a new one.</summary>
    public bool IsOfThisLog => _store.IsOfThisLog;

    /// <summary>Everything up to this revision is in the index; 0: it is not whole yet.</summary>
    public ulong Watermark => _signal.Head;

    /// <summary>Completes as soon as the index covers a revision.</summary>
    public Task WaitAsync(ulong revision, CancellationToken cancellationToken) =>
        revision == 0 ? Task.CompletedTask : _signal.WaitAsync(revision - 1, cancellationToken);

    /// <summary>Writes what became of failed pushes, and up to where that is.</summary>
    public void Write(IReadOnlyCollection<IndexedItem> items, ulong watermark)
    {
        foreach (var piece in items.Chunk(PieceSize))
            _store.Write(piece, Watermark);
        _store.Write([], watermark);
        lock (_gate)
        {
            foreach (var item in items)
                _table.Set(item);
            _signal.Move(watermark);
        }
    }

    /// <summary>Finds failed pushes, oldest first, and how many match in all.</summary>
    /// <param name="query">Which.</param>
    /// <param name="after">Only ids above this one.</param>
    /// <param name="limit">At most so many.</param>
    public DeskPage Find(DeskQuery query, ulong after, int limit)
    {
        lock (_gate)
        {
            var (ids, total, hasMore) = _table.Find(query, after, limit);
            return new DeskPage(ids, total, hasMore, Watermark);
        }
    }

    /// <summary>Groups failed pushes by their cause.</summary>
    /// <param name="query">Which.</param>
    /// <param name="limit">At most so many groups.</param>
    public DeskGroups Group(DeskQuery query, int limit)
    {
        lock (_gate)
        {
            var (groups, total) = _table.Group(query, limit);
            return new DeskGroups(groups, total, Watermark);
        }
    }

    /// <summary>How the failed pushes of each source stand that ever had one, in name order; cheap at any number of them.</summary>
    public IReadOnlyList<DeskFigures> Figures(DateTimeOffset now, DateOnly today)
    {
        lock (_gate)
            return _table.Figures(now, today);
    }

    public void Dispose() => _store.Dispose();
}
