using System.Runtime.InteropServices;
using DataBus.Adapters.Declaration;
using DataBus.Adapters.Verbs;
using DataBus.Client;
using DataBus.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace DataBus.Adapters;

/// <summary>Runs the sources of an adapter file as one process.</summary>
public static class AdapterHost
{
    private const int WrongUsage = 2;
    private const int Interrupted = 130;

    /// <summary>Runs until stopped or, with <c>--once</c>, until all that waits was read.</summary>
    /// <param name="args">The options of docs/adapters.md.</param>
    /// <param name="setup">What the bureau adds in C#.</param>
    /// <returns>The process's exit code, as docs/adapters.md lists them.</returns>
    public static async Task<int> RunAsync(string[] args, Action<AdapterSetup>? setup = null)
    {
        try
        {
            var adapter = new AdapterSetup();
            setup?.Invoke(adapter);
            if (AdapterVerbs.Run(args, adapter) is { } verb)
                return await verb;
            var options = AdapterOptions.Parse(args is ["run", .. var rest] ? rest : args);
            if (options.Help)
            {
                await Console.Out.WriteLineAsync(AdapterHelp.Text);
                return 0;
            }
            var (name, file) = Declarations(options, adapter);
            using var host = Build(options, adapter, name, file);
            return await RunAsync(host, options);
        }
        catch (AdapterFileException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return WrongUsage;
        }
    }

    private static async Task<int> RunAsync(IHost host, AdapterOptions options)
    {
        var interrupted = false;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => interrupted = !options.Parent);
        // Taken before: the host is gone when it has run.
        var run = host.Services.GetRequiredService<AdapterRun>();
        await host.RunAsync();
        if (options.Once)
            await Console.Out.WriteLineAsync(run.ToJson());
        return interrupted ? Interrupted : run.ExitCode;
    }

    /// <summary>The declarations of a run, with their name for problems.</summary>
    /// <exception cref="AdapterFileException">Everything that is wrong with them, at once.</exception>
    internal static (string Name, AdapterFile File) Declarations(AdapterOptions options, AdapterSetup adapter) => options.Templates is not null
        ? ("--templates", new AdapterFile([SourceDeclaration.OfTemplates(options.Source!)]))
        : AdapterFiles.Read(adapter.ConfigFiles(options));

    /// <summary>Builds the process of a run.</summary>
    internal static IHost Build(AdapterOptions options, AdapterSetup adapter, string name, AdapterFile file)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Polly", LogLevel.None)
            .AddFilter("System.Net.Http", LogLevel.Warning);
        // Stdout is for data.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddDataBusClient(options.SetClient);
        var chosen = AdapterServiceCollectionExtensions.Chosen(file, options);
        builder.Services.AddAdapter(options, adapter, name, chosen);
        if (options.Parent)
            builder.AddParentLifetime([ParentLifetimeExtensions.Switch]);
        var host = builder.Build();
        foreach (var source in file.Sources.Except(chosen.Sources))
            host.Services.GetRequiredService<ILogger<AdapterWorker>>().SourceLeftOut(source.Source);
        return host;
    }
}
