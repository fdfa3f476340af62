using System.Runtime.InteropServices;

namespace DataBus.Hub.Desk;

/// <summary>The desk's index in memory, in the order of ids. Whoever uses it takes turns.</summary>
internal sealed class DeskTable
{
    private readonly List<DeskRow> _rows = [];
    private readonly DeskTexts _texts = new();
    private readonly Dictionary<int, DeskCause> _causes = [];
    private readonly Dictionary<int, DeskSourceCounts> _counts = [];

    /// <summary>Takes an item in, or what became of it.</summary>
    public void Set(IndexedItem item)
    {
        var row = new DeskRow(item, _texts);
        _ = _causes.TryAdd(row.Cause, item.Cause);
        var at = PlaceOf(item.Id);
        if (at == _rows.Count || _rows[at].Id != item.Id)
        {
            _rows.Insert(at, row);
        }
        else
        {
            Count(_rows[at], -1);
            _rows[at] = row;
        }
        Count(row, +1);
    }

    /// <summary>All ids, in order.</summary>
    public IEnumerable<ulong> Ids => _rows.Select(static row => row.Id);

    /// <summary>How the failed pushes of each source stand, in name order.</summary>
    public IReadOnlyList<DeskFigures> Figures(DateTimeOffset now, DateOnly today) =>
    [
        .. _counts.Select(one => one.Value.Figures(_texts[one.Key], OldestOpen(one.Key, one.Value), now, today))
            .OrderBy(static figures => figures.Source, StringComparer.Ordinal),
    ];

    /// <summary>The largest groups of what matches, and how many there are in all.</summary>
    public (IReadOnlyList<DeskGroup> Groups, ulong Total) Group(DeskQuery query, int limit)
    {
        var match = new DeskMatch(query, _texts);
        var groups = new Dictionary<int, DeskGroupCount>();
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(_rows))
        {
            if (!match.Matches(in row))
                continue;
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, row.Cause, out _);
            group ??= new DeskGroupCount();
            group.Add(in row);
        }
        var largest = groups.OrderByDescending(static one => one.Value.Count).ThenBy(static one => one.Value.First).Take(limit);
        return ([.. largest.Select(one => one.Value.Of(_causes[one.Key], _texts))], (ulong)groups.Count);
    }

    /// <summary>A page of what matches, and how many match in all.</summary>
    public (IReadOnlyList<ulong> Ids, ulong Total, bool HasMore) Find(DeskQuery query, ulong after, int limit)
    {
        var match = new DeskMatch(query, _texts);
        var ids = new List<ulong>();
        var total = 0UL;
        var hasMore = false;
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(_rows))
        {
            if (!match.Matches(in row))
                continue;
            total++;
            if (row.Id <= after)
                continue;
            if (ids.Count < limit)
                ids.Add(row.Id);
            else
                hasMore = true;
        }
        return (ids, total, hasMore);
    }

    private void Count(in DeskRow row, int by)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, row.Source, out _);
        counts ??= new DeskSourceCounts();
        counts.Count(in row, _causes[row.Cause].Rule, by);
    }

    // Ids grow with time. What was passed over once need not be looked at again.
    private DateTimeOffset? OldestOpen(int source, DeskSourceCounts counts)
    {
        if (!counts.HasOpen)
            return null;
        var rows = CollectionsMarshal.AsSpan(_rows);
        var at = PlaceOf(counts.FirstOpen);
        while (rows[at].Source != source || !rows[at].IsOpen)
            at++;
        counts.FirstOpen = rows[at].Id;
        return new DateTimeOffset(rows[at].HeldAt, TimeSpan.Zero);
    }

    // Where it stands, or would stand: new ones at the end.
    private int PlaceOf(ulong id)
    {
        var rows = CollectionsMarshal.AsSpan(_rows);
        var (low, high) = (0, rows.Length);
        if (high == 0 || rows[^1].Id < id)
            return high;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].Id < id)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
