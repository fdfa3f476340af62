using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Compares all rows of a table with what is live: sends what differs and tells what is gone.</summary>
/// <param name="mapping">Maps the rows.</param>
/// <param name="live">What is live.</param>
/// <param name="ambiguity">Addresses of several contents; null: the rows' versions tell which one holds.</param>
internal sealed class SqlSweep(RowMapping mapping, LiveAddresses live, Ambiguity? ambiguity = null)
{
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
            var item = mapping.Map(row, row.Version?.Source);
            if (item is not null)
                live.Meet(item);
            if (start is not null && string.CompareOrdinal(row.Key, start) <= 0)
                continue;
            if (last is not null)
                yield return last;
            position = position with { Sweep = row.Key, Rows = position.Rows + 1 };
            last = Step(position, pass, item);
        }
        var close = FullClose.Of((ulong)rows.Count, count, live, covered: null);
        close.RowsRead = position.Rows;
        last ??= new SourceStep("") { Pass = pass };
        yield return last with { PositionAfter = (position with { Sweep = null, Rows = 0 }).ToString(), Close = close };
    }

    private SourceStep Step(SqlPosition position, Pass pass, MappedItem? item)
    {
        var step = new SourceStep(position.ToString()) { Pass = pass };
        if (item is null)
            return step with { OutOfScope = 1 };
        var isAmbiguous = ambiguity?.Has(item) == true;
        if (!isAmbiguous && live.IsLive(item))
            return step with { Unchanged = 1 };
        if (isAmbiguous)
            item.Item.Violations.Add(Ambiguity.Violation());
        return step with { Item = item.Item };
    }
}
