using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataBus.Hosting;
using DataBus.SampleBureaus.IpCenter;
using DataBus.SampleBureaus.Live;
using Microsoft.Extensions.Logging.Console;

namespace DataBus.SampleBureaus;

/// <summary>Puts the bureaus together: initial data in place, then the API, then, unless told otherwise, a life of their own.</summary>
internal static class SampleHost
{
    public static WebApplication Build(SampleOptions options)
    {
        // No arguments: the options are parsed already, and the host's own configuration would take "--parent" for a setting.
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, options.Port));
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        // Stdout belongs to the readiness line.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        var books = new BureauBooks(options);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(options).AddSingleton(books);
        builder.Services.AddSingleton(books.Events).AddSingleton(books.Licences).AddSingleton(books.Pledges).AddSingleton(books.Transfers);
        if (!options.Once)
            builder.Services.AddHostedService<LiveChanges>();
        builder.Services.AddParentLifetime(options.Parent ? [ParentLifetimeExtensions.Switch] : []);
        var app = builder.Build();
        app.MapIpCenter();
        return app;
    }

    /// <summary>Runs until stopped; says on stdout when all initial data is in place and where the API listens.</summary>
    public static async Task RunAsync(WebApplication app)
    {
        app.Services.GetRequiredService<BureauBooks>().Publish();
        await app.StartAsync();
        var ready = new Dictionary<string, string> { ["ready"] = "sample-bureaus", ["api"] = app.Urls.Single() };
        Console.WriteLine(JsonSerializer.Serialize(ready));
        await app.WaitForShutdownAsync();
    }
}
