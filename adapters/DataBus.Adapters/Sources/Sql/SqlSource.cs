using System.Globalization;
using System.Runtime.CompilerServices;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>A database that is polled by a version column, with sweeps over all its rows that show what is gone.</summary>
internal sealed class SqlSource(SourceDeclaration source, RowMapping mapping, SqlTable table, TimeProvider time) : ISource
{
    private readonly SqlInput _input = (SqlInput)source.Input;
    private readonly SqlPoll _poll = new(source, mapping, table);
    private readonly SqlRetreat _retreat = new(table, time);
    private DateTimeOffset _nextSweep = DateTimeOffset.MinValue;
    private int _sweepsLeft = ((SqlInput)source.Input).SweepsOnce;

    /// <summary>Reads what is new; if nothing is, sweeps if it is time.</summary>
    public async IAsyncEnumerable<SourceStep> ReadAsync(ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isSweepOpen = state.OpenPass?.Mode == PassMode.Full;
        var found = false;
        if (!isSweepOpen)
        {
            await foreach (var step in _poll.ReadAsync(state, cancellationToken))
            {
                found = true;
                yield return step;
            }
        }
        if (found)
            yield break;
        await _retreat.DemandNoneAsync(_poll.Position, cancellationToken);
        if (!isSweepOpen && !IsTimeToSweep(state.Once))
        {
            // Nothing new is news too.
            yield return new SourceStep(_poll.Position.ToString());
            yield break;
        }
        var sweep = new SqlSweep(mapping, await LiveAddresses.LoadAsync(state.Hub, source.Source, cancellationToken));
        var (rows, count) = await table.AllAsync(cancellationToken);
        mapping.DemandForms(rows);
        var start = isSweepOpen ? SqlPosition.Parse(state.Position) : _poll.Position;
        foreach (var step in sweep.Steps(rows, count, start, SweepPass(state)))
            yield return step;
        if (_input.SweepEvery is { } every)
            _nextSweep = time.GetUtcNow() + every;
        _sweepsLeft--;
    }

    private bool IsTimeToSweep(bool once) => once ? _sweepsLeft > 0 : _input.SweepEvery is not null && time.GetUtcNow() >= _nextSweep;

    private Pass SweepPass(ReadState state) => state.OpenPass is { } open
        ? new Pass { Id = open.Id, Mode = open.Mode }
        : new Pass { Id = string.Create(CultureInfo.InvariantCulture, $"sweep:{time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}"), Mode = PassMode.Full };
}
