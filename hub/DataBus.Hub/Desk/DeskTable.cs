using System.Runtime.InteropServices;

namespace DataBus.Hub.Desk;

/// <summary>The desk's index in memory, in the order of ids. Whoever uses it takes turns.</summary>
internal sealed class DeskTable
{
    private readonly List<DeskRow> _rows = [];
    private readonly DeskTexts _texts = new();

    /// <summary>Takes an item in, or what became of it.</summary>
    public void Set(IndexedItem item)
    {
        var row = new DeskRow(item, _texts);
        var at = PlaceOf(item.Id);
        if (at == _rows.Count || _rows[at].Id != item.Id)
            _rows.Insert(at, row);
        else
            _rows[at] = row;
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
