using DataBus.Hosting;
using DataBus.Hub.Operations.Backups;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace DataBus.Hub;

/// <summary>Composes the hub and runs it.</summary>
internal static class HubApplication
{
    private const int Failed = 1;
    private const int Usage = 2;

    /// <summary>Runs the hub until it is stopped; says on stdout when it is ready.</summary>
    /// <returns>0 after a stop that was asked for, 2 if a setting is wrong, 1 if it could not start.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (speech, isJson) = (new Speech(null), false);
        try
        {
            var settings = HubArguments.Parse(args);
            (speech, isJson) = (new Speech(settings.GetValueOrDefault(HubArguments.Language)), settings.ContainsKey(HubArguments.Json));
            if (settings.TryGetValue(HubArguments.Restore, out var backup))
                return RestoreVerb.Run(backup!, HubArguments.DataOf(settings), settings.GetValueOrDefault(HubArguments.Lost), isJson, speech);
            if (settings.TryGetValue(HubArguments.Rehearse, out var rehearsed))
                return await RehearseVerb.RunAsync(rehearsed!, isJson, speech);
            await using var hub = Create(args, static services => services.AddHostedService<Readiness>());
            await hub.RunAsync();
            return 0;
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
            return Usage;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            var text = speech.Of("端口已被占用，请换 --port 或 --http-port（0 取空闲端口）。", "The port is in use; choose another (0: a free one).");
            await Console.Error.WriteLineAsync($"{text} {taken.Message}");
            return Failed;
        }
        catch (HubException refused)
        {
            var text = speech.Of(refused.Refusal.Zh, refused.Refusal.En);
            await Console.Error.WriteLineAsync(isJson ? RestoreVerb.ErrorOf(refused.Refusal, text, Failed) : text);
            return Failed;
        }
    }

    /// <summary>Composes the hub without starting it.</summary>
    /// <param name="args">As on the command line.</param>
    /// <param name="configure">Replaces services, for tests.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        _ = builder.Configuration.AddInMemoryCollection(HubArguments.Parse(args));
        var options = ReadOptions(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel => HubListening.Listen(kestrel, options));
        builder.AddHubTelemetry();
        builder.AddParentLifetime(args);
        builder.Services.AddHub(options);
        configure?.Invoke(builder.Services);

        var hub = builder.Build();
        hub.MapHub();
        return hub;
    }

    private static HubOptions ReadOptions(IConfiguration configuration)
    {
        var options = new HubOptions();
        configuration.GetSection("Hub").Bind(options);
        var result = new HubOptionsValidator().Validate(null, options);
        return result.Succeeded
            ? options
            : throw new OptionsValidationException(nameof(HubOptions), typeof(HubOptions), result.Failures);
    }
}
