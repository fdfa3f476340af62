using System.Globalization;
using System.Runtime.CompilerServices;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>A table or view without a version column: each read compares all its rows with what is live, and is a pass only if something differs.</summary>
internal sealed class SqlWhole(SourceDeclaration source, RowMapping mapping, SqlTable table, TimeProvider time) : ISource
{
    private readonly SqlNews _news = new(time);

    /// <summary>Reads all rows.</summary>
    public async IAsyncEnumerable<SourceStep> ReadAsync(ReadState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (state.IsFresh)
            _news.Forget();
        var (rows, count) = await table.AllAsync(cancellationToken);
        mapping.DemandForms(rows);
        var live = await LiveAddresses.LoadAsync(state.Hub, source.Source, cancellationToken);
        var reading = SqlReading.Of(rows, count, mapping, live);
        if (state.OpenPass is null && !_news.Has(reading, state.Once))
        {
            yield return new SourceStep(state.Position);
            yield break;
        }
        var pass = state.OpenPass is { } open
            ? new Pass { Id = open.Id, Mode = open.Mode }
            : new Pass { Id = string.Create(CultureInfo.InvariantCulture, $"whole:{time.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}"), Mode = PassMode.Full };
        foreach (var step in new SqlSweep(mapping, live, reading.Ambiguity).Steps(rows, count, SqlPosition.Parse(state.Position), pass))
            yield return step;
        _news.Said(reading);
    }
}
