using DataBus.Adapters.Declaration;
using DataBus.Adapters.Hub;
using DataBus.Adapters.Mapping;
using DataBus.Adapters.Sources.Files;
using DataBus.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DataBus.Adapters;

/// <summary>Registers an adapter: each source of its file with a worker of its own.</summary>
internal static class AdapterServiceCollectionExtensions
{
    /// <summary>Adds the sources of an adapter file.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with the file beyond its form, at once.</exception>
    public static IServiceCollection AddAdapter(
        this IServiceCollection services, AdapterOptions options, AdapterSetup setup, string name, AdapterFile file)
    {
        Check(options, setup, name, file);
        services.AddSingleton<IHubPort>(provider => new HubPort(provider.GetRequiredService<DataBusClient>()));
        services.AddSingleton(provider => new AdapterRun(
            options.Once, [.. file.Sources.Select(s => s.Source)], provider.GetRequiredService<IHostApplicationLifetime>()));
        foreach (var source in file.Sources)
            services.AddSingleton<IHostedService>(provider => Worker(provider, options, setup, source));
        return services;
    }

    private static void Check(AdapterOptions options, AdapterSetup setup, string name, AdapterFile file)
    {
        var problems = new List<SettingProblem>();
        var compiler = new RowMappingCompiler(setup, problems);
        foreach (var source in file.Sources)
        {
            compiler.Compile(source, (_, _) => { });
            if (source.Input is FileInput && options.Drop is null)
                problems.Add(new SettingProblem(0, "--drop", null, $"{source.Source} 要读文件夹", $"{source.Source} reads a folder"));
        }
        if (problems.Count > 0)
            throw new AdapterFileException(name, problems);
    }

    private static AdapterWorker Worker(IServiceProvider provider, AdapterOptions options, AdapterSetup setup, SourceDeclaration source)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var logger = provider.GetRequiredService<ILogger<AdapterWorker>>();
        var mapping = new RowMappingCompiler(setup, []).Compile(source, (row, e) => logger.MapperFailed(source.Source, row.Number, e));
        var retry = new PushRetry(source.Source, options.Once, time, provider.GetRequiredService<ILogger<PushRetry>>());
        return new AdapterWorker(
            new AdapterSource(source.Source, source.Poll, Reader(provider, options, source, mapping)), provider.GetRequiredService<IHubPort>(), retry,
            provider.GetRequiredService<AdapterRun>(), time, logger);
    }

    private static ISource Reader(IServiceProvider provider, AdapterOptions options, SourceDeclaration source, RowMapping mapping)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        return source.Input switch
        {
            FileInput input => new FileSource(
                source, mapping, new DropFolder(Path.Combine(options.Drop!, input.Folder), input, options.Once, time), time,
                provider.GetRequiredService<ILogger<FileSource>>()),
            _ => throw new ArgumentOutOfRangeException(nameof(source), source.Input, "No reader for this input."),
        };
    }
}
