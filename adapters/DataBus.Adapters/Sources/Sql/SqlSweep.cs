using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Compares all rows of a table with what is live: sends what differs and tells what is gone.</summary>
internal sealed class SqlSweep(RowMapping mapping, LiveAddresses live)
{
    /// <summary>The version of a row.</summary>
    public static SourceVersion Version(SqlRow row) => new() { Sequence = (ulong)Math.Max(row.Version, 0) };

    /// <summary>Goes through the rows, in key order; the last step closes the pass.</summary>
    /// <param name="rows">All rows, as of one moment.</param>
    /// <param name="count">How many the database counts at the same moment.</param>
    /// <param name="position">Where the source stands; a sweep that was begun goes on after its key.</param>
    /// <param name="pass">The pass.</param>
    public IEnumerable<SourceStep> Steps(IReadOnlyList<SqlRow> rows, ulong count, SqlPosition position, Pass pass)
    {
        SourceStep? last = null;
        var start = position.Sweep;
        foreach (var row in rows)
        {
            var item = mapping.Map(row, Version(row));
            if (item is not null)
                live.Meet(item);
            if (start is not null && row.Key.CompareTo(start) <= 0)
                continue;
            if (last is not null)
                yield return last;
            position = position with { Sweep = row.Key, Rows = position.Rows + 1 };
            last = Step(position, pass, item);
        }
        var close = FullClose.Of((ulong)rows.Count, count, live, _ => true);
        close.RowsRead = position.Rows;
        last ??= new SourceStep("") { Pass = pass };
        yield return last with { PositionAfter = (position with { Sweep = null, Rows = 0 }).ToString(), Close = close };
    }

    private SourceStep Step(SqlPosition position, Pass pass, MappedItem? item)
    {
        var step = new SourceStep(position.ToString()) { Pass = pass };
        return item is null ? step with { OutOfScope = 1 }
            : live.IsLive(item) ? step with { Unchanged = 1 }
            : step with { Item = item.Item };
    }
}
