using DataBus.Hub.Log;

namespace DataBus.Hub.Desk;

/// <summary>
/// The search index of the desk: what failed pushes are found by, and nothing that is not in the views too. It answers from memory and
/// is saved to LiteDB behind, so that nobody waits for that. One task writes and saves; readers wait for it only while it changes what
/// is in memory.
/// </summary>
internal sealed class DeskIndex : IDisposable
{
    // What touches no failed push is not worth a sync of the disk each time: a start reads so much of the log in no time.
    private const ulong UnsavedRevisions = 10_000;

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly string _epoch;
    private DeskStore _store;
    private TaskCompletionSource? _renewal;
    private bool _isRenewing;
    private readonly DeskTable _table = new();
    private readonly SortedSet<ulong> _unsaved = [];
    private readonly HeadSignal _signal;

    /// <summary>Opens the index in a file; one that is no index of this hub's and this log's is left empty.</summary>
    /// <exception cref="InvalidDataException">It is damaged; LiteDB throws others too.</exception>
    public DeskIndex(string path, string epoch)
    {
        (_path, _epoch) = (path, epoch);
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

    /// <summary>Whether nothing is left to save.</summary>
    public bool IsSaved => _unsaved.Count == 0 && _store.Watermark > 0 && Watermark - _store.Watermark < UnsavedRevisions;

    /// <summary>Takes in what became of failed pushes, and up to where that is.</summary>
    public void Write(IReadOnlyCollection<IndexedItem> items, ulong watermark)
    {
        lock (_gate)
        {
            foreach (var item in items)
                _table.Set(item);
            _signal.Move(watermark);
        }
        _unsaved.UnionWith(items.Select(static item => item.Id));
    }

    /// <summary>Saves some of what was taken in; with the last of it, up to where all of it is.</summary>
    /// <param name="read">Gives an item as it is now.</param>
    /// <param name="limit">At most so many.</param>
    public void Save(Func<ulong, IndexedItem> read, int limit)
    {
        ulong[] some = [.. _unsaved.Take(limit)];
        _store.Write(some.Select(read), some.Length == _unsaved.Count ? Watermark : _store.Watermark);
        _unsaved.ExceptWith(some);
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

    /// <summary>Asks for a new file: LiteDB keeps the bytes of what was overwritten. Completes when the old one is gone and the new one whole.</summary>
    public Task AskRenewal()
    {
        lock (_gate)
            return (_renewal ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Begins a renewal that was asked for, or says that it is done; for the one task that writes.</summary>
    public void Renew()
    {
        lock (_gate)
        {
            if (_renewal is null || (_isRenewing && !IsSaved))
                return;
            if (_isRenewing)
            {
                (_, _renewal, _isRenewing) = (_renewal.TrySetResult(), null, false);
                return;
            }
            _isRenewing = true;
            _unsaved.UnionWith(_table.Ids);
        }
        _store.Dispose();
        DeskIndexFile.Delete(_path);
        _store = new DeskStore(_path, _epoch);
    }

    public void Dispose() => _store.Dispose();
}
