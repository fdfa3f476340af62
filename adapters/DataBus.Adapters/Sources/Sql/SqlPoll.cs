using System.Runtime.CompilerServices;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Reads what is new by the version column, and of what is below the position what was committed late.</summary>
internal sealed class SqlPoll(SourceDeclaration source, RowMapping mapping, SqlTable table)
{
    private const int PageRows = 2_000;
    private const int MaxIdLength = 128;

    private readonly SqlOverlap _overlap = new(mapping);
    private readonly SqlFence _fence = new(table);

    /// <summary>Where the source stands after a poll that found nothing; it may know more of what is safe.</summary>
    public SqlPosition Position { get; private set; } = new();

    /// <summary>Reads; no step if nothing is new.</summary>
    public async IAsyncEnumerable<SourceStep> ReadAsync(ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = SqlPosition.Parse(state.Position);
        var pass = state.OpenPass is { } open
            ? new Pass { Id = open.Id, Mode = open.Mode }
            : new Pass { Id = Text.Cut($"poll:{position.Version}:{position.Key}", MaxIdLength), Mode = PassMode.Changes };
        SourceStep? last = null;
        await foreach (var (row, isAhead) in RowsAsync(position, state, cancellationToken))
        {
            if (last is not null)
                yield return last;
            // A row that was committed late does not take the position back.
            position = (isAhead ? position with { Version = row.Version, Key = row.Key } : position) with { Rows = position.Rows + 1 };
            last = Step(position, pass, row);
        }
        Position = position with { Rows = 0, Fence = await _fence.EndAsync(position.Version, cancellationToken) };
        if (last is null && state.OpenPass is null)
            yield break;
        last ??= new SourceStep("") { Pass = pass };
        yield return last with
        {
            PositionAfter = Position.ToString(),
            Close = new PassClose { End = PassEnd.Whole, RowsRead = position.Rows },
        };
    }

    private async IAsyncEnumerable<(SqlRow Row, bool IsAhead)> RowsAsync(
        SqlPosition position, ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var safe = await _fence.StartAsync(position, state.IsFresh, cancellationToken);
        var lowest = Lowest(position, safe);
        _overlap.Start(lowest, state.IsFresh);
        if (position.Place is { } place && (lowest is null || lowest.CompareTo(place.Version) < 0))
        {
            await foreach (var row in PagesAsync(after => table.EarlierPageAsync(lowest, after, place, PageRows, cancellationToken)))
            {
                if (!await _overlap.IsNewAsync(row, () => LiveAddresses.LoadAsync(state.Hub, source.Source, cancellationToken)))
                    continue;
                _overlap.Given(row);
                yield return (row, false);
            }
        }
        await foreach (var row in PagesAsync(after => table.PageAsync(after ?? position.Place, PageRows, cancellationToken), mapping.DemandForms))
        {
            _overlap.Given(row);
            yield return (row, true);
        }
    }

    private SqlVersion? Lowest(SqlPosition position, SqlVersion? safe)
    {
        if (safe is null || position.Version is null || table.Overlap == OverlapDeclaration.None)
            return safe;
        var lowest = position.Version.Minus(table.Overlap);
        return lowest.CompareTo(safe) < 0 ? lowest : safe;
    }

    private static async IAsyncEnumerable<SqlRow> PagesAsync(Func<SqlPlace?, Task<List<SqlRow>>> read, Action<List<SqlRow>>? look = null)
    {
        SqlPlace? after = null;
        while (true)
        {
            var page = await read(after);
            look?.Invoke(page);
            foreach (var row in page)
                yield return row;
            if (page.Count < PageRows)
                yield break;
            after = new SqlPlace(page[^1].Version!, page[^1].Key);
        }
    }

    private SourceStep Step(SqlPosition position, Pass pass, SqlRow row)
    {
        var step = new SourceStep(position.ToString()) { Pass = pass };
        return mapping.Map(row, row.Version!.Source) is { } item ? step with { Item = item.Item } : step with { OutOfScope = 1 };
    }
}
