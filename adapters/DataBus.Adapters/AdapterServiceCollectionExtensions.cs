using DataBus.Adapters.Declaration;
using DataBus.Adapters.Hub;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Rereads;
using DataBus.Adapters.Sources;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Sources.Http;
using DataBus.Adapters.Sources.Sql;
using DataBus.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DataBus.Adapters;

/// <summary>Registers an adapter: each source of its file with a worker of its own.</summary>
internal static class AdapterServiceCollectionExtensions
{
    private const string Api = "api";

    /// <summary>Adds the sources of an adapter file.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with the file beyond its form, at once.</exception>
    public static IServiceCollection AddAdapter(
        this IServiceCollection services, AdapterOptions options, AdapterSetup setup, string name, AdapterFile file)
    {
        Check(options, setup, name, file);
        services.AddSingleton<BureauClients>();
        services.AddSingleton<IHubPort, HubPort>();
        services.AddSingleton(provider => new AdapterRun(
            options.Once, [.. file.Sources.Select(s => s.Source)], provider.GetRequiredService<IHostApplicationLifetime>(),
            options.Heads is null ? null : new ChainHeads(options.Heads)));
        if (options.Api is not null)
            services.AddHttpClient(Api, client => client.BaseAddress = new Uri(options.Api)).AddStandardResilienceHandler();
        foreach (var source in file.Sources)
        {
            services.AddKeyedSingleton(source.Source, (provider, _) => Source(provider, options, setup, source));
            services.AddSingleton<IHostedService>(provider => Worker(provider, options, source));
        }

        return services;
    }

    /// <summary>
    /// The sources whose option is given. One process may declare several kinds of source and be asked to read some of them; if it is
    /// asked for none, all stay, and the start names what each needs.
    /// </summary>
    public static AdapterFile Chosen(AdapterFile file, AdapterOptions options)
    {
        var chosen = file.Sources.Where(source => Needed(source.Input, options).Value is not null).ToList();
        return chosen.Count == 0 ? file : new AdapterFile(chosen);
    }

    /// <summary>Checks the sources of an adapter file against the contract and the options.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong, at once.</exception>
    public static void Check(AdapterOptions options, AdapterSetup setup, string name, AdapterFile file)
    {
        var problems = new List<SettingProblem>();
        var compiler = new RowMappingCompiler(setup, problems);
        foreach (var source in file.Sources)
        {
            compiler.Compile(source, (_, _) => { });
            if (Needed(source.Input, options) is (var option, null))
                problems.Add(new SettingProblem(0, option, null, $"来源 {source.Source} 要用它", $"the source {source.Source} needs it"));
            else if (source.Input is SqlInput sql)
                _ = SqlDatabase.Driver(source.Source, sql, options.Db, problems);
        }
        if (problems.Count > 0)
            throw new AdapterFileException(name, problems);
    }

    private static (string Option, string? Value) Needed(InputDeclaration input, AdapterOptions options) => input switch
    {
        SqlInput { Connection: { } own } => ("connection", own.ToString()),
        SqlInput => ("--db", options.Db),
        HttpInput => ("--api", options.Api),
        _ => ("--drop", options.Drop),
    };

    private static AdapterSource Source(IServiceProvider provider, AdapterOptions options, AdapterSetup setup, SourceDeclaration source)
    {
        var logger = provider.GetRequiredService<ILogger<AdapterWorker>>();
        var mapping = new RowMappingCompiler(setup, []).Compile(source, (row, e) => logger.MapperFailed(source.Source, row.Number, e));
        return new AdapterSource(source.Source, source.Poll, Reader(provider, options, source, mapping))
        {
            Columns = DeclaredColumns.Of(source),
            Freshness = source.Freshness,
            Again = Again(provider, options, source, mapping),
        };
    }

    private static IRereadRows Again(IServiceProvider provider, AdapterOptions options, SourceDeclaration source, RowMapping mapping) =>
        source.Input is FileInput input
            ? new KeptFiles(Folder(provider, options, input), input, drop => Reader(provider, options with { Drop = drop, Once = true }, source, mapping))
            : new WholeSource(() => Reader(provider, options, source, mapping));

    private static DropFolder Folder(IServiceProvider provider, AdapterOptions options, FileInput input) =>
        new(Path.Combine(options.Drop!, input.Folder), input, options.Once, provider.GetRequiredService<TimeProvider>());

    private static AdapterWorker Worker(IServiceProvider provider, AdapterOptions options, SourceDeclaration source)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var logger = provider.GetRequiredService<ILogger<AdapterWorker>>();
        var retry = new PushRetry(source.Source, options.Hub, options.Once, time, provider.GetRequiredService<ILogger<PushRetry>>());
        return new AdapterWorker(
            provider.GetRequiredKeyedService<AdapterSource>(source.Source), provider.GetRequiredService<IHubPort>(), retry,
            provider.GetRequiredService<AdapterRun>(), time, logger);
    }

    private static ISource Reader(IServiceProvider provider, AdapterOptions options, SourceDeclaration source, RowMapping mapping)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var logger = provider.GetRequiredService<ILogger<AdapterWorker>>();
        void Unknown(IReadOnlyList<string> columns) => logger.ColumnsUnknown(source.Source, string.Join(", ", columns));
        return source.Input switch
        {
            FileInput input => new FileSource(
                source, mapping, Folder(provider, options, input), time,
                provider.GetRequiredService<ILogger<FileSource>>()),
            SqlInput input => SqlDatabase.Source(
                source, mapping, new SqlTable(input, SqlDatabase.Driver(source.Source, input, options.Db, [])!, new ColumnDrift(source, mapping.Columns, Unknown)), time),
            HttpInput => new HttpSource(
                source, mapping, new FeedReader(provider.GetRequiredService<IHttpClientFactory>().CreateClient(Api)), new FeedDrift(source, Unknown), time),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source.Input, "No reader for this input."),
        };
    }
}
