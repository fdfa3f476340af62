using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>
/// Rows below the position that are read again, because their transactions may have been committed late. What the hub has
/// seen of them is not sent again. Rows that it cannot tell (they have no key) are remembered while the process lives, so
/// that they are not sent at every poll.
/// </summary>
internal sealed class SqlOverlap(RowMapping mapping)
{
    // Of a first reading of millions the hub's own list is enough.
    private const int MaxRemembered = 100_000;

    private readonly HashSet<SqlPlace> _committed = [];
    private readonly HashSet<SqlPlace> _given = [];
    private LiveAddresses? _seen;

    /// <summary>Begins a poll.</summary>
    /// <param name="lowest">From this version on rows are read again.</param>
    /// <param name="isFresh">True: what the last poll gave may not have been committed.</param>
    public void Start(SqlVersion? lowest, bool isFresh)
    {
        if (!isFresh)
            _committed.UnionWith(_given);
        _given.Clear();
        _seen = null;
        _committed.RemoveWhere(row => row.Version.CompareTo(lowest) < 0);
    }

    /// <summary>Tells whether a row below the position has to be sent.</summary>
    public async ValueTask<bool> IsNewAsync(SqlRow row, Func<Task<LiveAddresses>> load)
    {
        if (_committed.Contains(PlaceOf(row)))
            return false;
        _seen ??= await load();
        return mapping.Map(row, row.Version?.Source) is { } item && !_seen.HasSeen(item);
    }

    /// <summary>Takes note of a row that is sent.</summary>
    public void Given(SqlRow row)
    {
        if (_given.Count + _committed.Count < MaxRemembered)
            _given.Add(PlaceOf(row));
    }

    private static SqlPlace PlaceOf(SqlRow row) => new(row.Version!, row.Key);
}
