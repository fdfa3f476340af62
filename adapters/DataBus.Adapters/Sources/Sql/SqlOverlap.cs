using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>
/// Rows below the position that are read again, because their transactions may have been committed late. What the hub has
/// seen of them is not sent again. Rows that it cannot tell (they have no key) are remembered while the process lives, so
/// that they are not sent at every poll.
/// </summary>
internal sealed class SqlOverlap(long versions)
{
    private readonly HashSet<(long Version, SqlKey Key)> _committed = [];
    private readonly HashSet<(long Version, SqlKey Key)> _given = [];
    private LiveAddresses? _seen;

    /// <summary>Begins a poll; gives the place from which to read.</summary>
    /// <param name="position">Where the source stands.</param>
    /// <param name="isFresh">True: what the last poll gave may not have been committed.</param>
    public (long? Version, SqlKey? Key) Start(SqlPosition position, bool isFresh)
    {
        if (versions == 0 || position.Version is null)
            return (position.Version, position.Key);
        if (!isFresh)
            _committed.UnionWith(_given);
        _given.Clear();
        _seen = null;
        var lowest = position.Version - versions;
        _committed.RemoveWhere(row => row.Version < lowest);
        return (lowest - 1, null);
    }

    /// <summary>Tells whether a row has to be sent.</summary>
    public async ValueTask<bool> IsNewAsync(
        SqlRow row, SqlPosition position, Func<Task<LiveAddresses>> load, Func<SqlRow, MappedItem?> map)
    {
        if (versions == 0)
            return true;
        if (!position.IsBefore(row))
        {
            if (_committed.Contains((row.Version, row.Key)))
                return false;
            _seen ??= await load();
            if (map(row) is not { } item || _seen.HasSeen(item))
                return false;
        }
        _given.Add((row.Version, row.Key));
        return true;
    }
}
