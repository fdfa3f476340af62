using DataBus.Adapters.Declaration;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources;
using DataBus.Adapters.Sources.Http;
using DataBus.Adapters.Sources.Sql;

namespace DataBus.Adapters.Verbs.Samples;

/// <summary>Reads the first rows of a source as the adapter would read them; moves no file and remembers nothing.</summary>
internal static class SourceSamples
{
    /// <summary>Reads.</summary>
    /// <param name="source">The source.</param>
    /// <param name="mapping">Its mapping.</param>
    /// <param name="options">Where its folder, database or API is.</param>
    /// <param name="rows">At most so many.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SourceUnavailableException">The bureau's system cannot be read now.</exception>
    /// <exception cref="SourceDriftException">Its columns are not those of the declaration.</exception>
    /// <exception cref="InvalidDataException">Nothing is there that could be read.</exception>
    public static Task<SourceSample> ReadAsync(
        SourceDeclaration source, RowMapping mapping, AdapterOptions options, int rows, CancellationToken cancellationToken) => source.Input switch
        {
            FileInput input => Task.FromResult(FileSamples.Read(source, mapping, Path.Combine(options.Drop!, input.Folder), rows)),
            SqlInput input => SqlAsync(source, input, mapping, SqlDatabase.Driver(source.Source, input, options.Db, [])!, rows, cancellationToken),
            HttpInput input => HttpAsync(source, input, mapping, new Uri(options.Api!), rows, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source.Input, "No reader for this input."),
        };

    private static async Task<SourceSample> SqlAsync(
        SourceDeclaration source, SqlInput input, RowMapping mapping, SqlDriver driver, int rows, CancellationToken cancellationToken)
    {
        var table = new SqlTable(input, driver, new ColumnDrift(source, mapping.Columns, _ => { }));
        var found = await table.HeadAsync(rows, cancellationToken);
        return new SourceSample(driver.Place, [.. found.Select((row, index) => ((ulong)index + 1, mapping.Map(row, row.Version?.Source)))]);
    }

    private static async Task<SourceSample> HttpAsync(
        SourceDeclaration source, HttpInput input, RowMapping mapping, Uri api, int rows, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = api };
        var reader = new FeedReader(client);
        var drift = new FeedDrift(source, _ => { });
        var mapped = new List<(ulong Number, MappedItem? Item)>();
        foreach (var feed in input.Feeds)
        {
            var items = await reader.FirstPageAsync(feed, cancellationToken);
            drift.Demand(feed, items);
            mapped.AddRange(items.Take(rows).Select((item, index) =>
                ((ulong)index + 1, mapping.Map(new JsonRow(item) { Feed = feed.Feed, Number = (ulong)index + 1 }))));
        }
        return new SourceSample(api.ToString(), mapped);
    }
}
