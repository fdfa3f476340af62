using System.Globalization;
using System.Runtime.CompilerServices;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>A database that is polled by a version column, with sweeps over all its rows that show what is gone.</summary>
internal sealed class SqlSource(SourceDeclaration source, RowMapping mapping, SqlTable table, TimeProvider time) : ISource
{
    private const int PageRows = 2_000;
    private const int MaxIdLength = 128;

    private readonly SqlInput _input = (SqlInput)source.Input;
    private readonly SqlOverlap _overlap = new(((SqlInput)source.Input).Overlap);
    private DateTimeOffset _nextSweep = DateTimeOffset.MinValue;
    private int _sweepsLeft = ((SqlInput)source.Input).SweepsOnce;

    /// <summary>Reads what is new; if nothing is, sweeps if it is time.</summary>
    public async IAsyncEnumerable<SourceStep> ReadAsync(ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isSweepOpen = state.OpenPass?.Mode == PassMode.Full;
        var found = false;
        if (!isSweepOpen)
        {
            await foreach (var step in PollAsync(state, cancellationToken))
            {
                found = true;
                yield return step;
            }
        }
        if (found)
            yield break;
        if (!isSweepOpen && !IsTimeToSweep(state.Once))
        {
            // Nothing new is news too.
            yield return new SourceStep(state.Position);
            yield break;
        }
        var sweep = new SqlSweep(mapping, await LiveAddresses.LoadAsync(state.Hub, source.Source, cancellationToken));
        var (rows, count) = await table.AllAsync(cancellationToken);
        foreach (var step in sweep.Steps(rows, count, SqlPosition.Parse(state.Position), SweepPass(state)))
            yield return step;
        if (_input.SweepEvery is { } every)
            _nextSweep = time.GetUtcNow() + every;
        _sweepsLeft--;
    }

    private bool IsTimeToSweep(bool once) => once ? _sweepsLeft > 0 : _input.SweepEvery is not null && time.GetUtcNow() >= _nextSweep;

    private Pass SweepPass(ReadState state) => state.OpenPass is { } open
        ? new Pass { Id = open.Id, Mode = open.Mode }
        : new Pass { Id = string.Create(CultureInfo.InvariantCulture, $"sweep:{time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}"), Mode = PassMode.Full };

    private async IAsyncEnumerable<SourceStep> PollAsync(ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = SqlPosition.Parse(state.Position);
        var pass = state.OpenPass is { } open
            ? new Pass { Id = open.Id, Mode = open.Mode }
            : new Pass { Id = Text.Cut($"poll:{position.Version}:{position.Key}", MaxIdLength), Mode = PassMode.Changes };
        SourceStep? last = null;
        await foreach (var row in RowsAsync(position, state, cancellationToken))
        {
            if (last is not null)
                yield return last;
            position = After(position, row);
            last = Step(position, pass, row);
        }
        if (last is null && state.OpenPass is null)
            yield break;
        last ??= new SourceStep("") { Pass = pass };
        yield return last with
        {
            PositionAfter = (position with { Rows = 0 }).ToString(),
            Close = new PassClose { End = PassEnd.Whole, RowsRead = position.Rows },
        };
    }

    private async IAsyncEnumerable<SqlRow> RowsAsync(SqlPosition position, ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (version, key) = _overlap.Start(position, state.IsFresh);
        while (true)
        {
            var page = await table.PageAsync(version, key, PageRows, cancellationToken);
            foreach (var row in page)
            {
                if (await _overlap.IsNewAsync(row, position, () => LiveAddresses.LoadAsync(state.Hub, source.Source, cancellationToken), Map))
                    yield return row;
            }
            if (page.Count < PageRows)
                yield break;
            (version, key) = (page[^1].Version, page[^1].Key);
        }
    }

    // A row of the overlap does not take the position back.
    private static SqlPosition After(SqlPosition position, SqlRow row) =>
        (position.IsBefore(row) ? position with { Version = row.Version, Key = row.Key } : position) with { Rows = position.Rows + 1 };

    private SourceStep Step(SqlPosition position, Pass pass, SqlRow row)
    {
        var step = new SourceStep(position.ToString()) { Pass = pass };
        return Map(row) is { } item ? step with { Item = item.Item } : step with { OutOfScope = 1 };
    }

    private MappedItem? Map(SqlRow row) => mapping.Map(row, SqlSweep.Version(row));
}
