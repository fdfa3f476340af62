using DataBus.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DataBus.Tests.Client;

/// <summary>A hub whose answers the test writes, behind a real port.</summary>
internal sealed class FakeHub : IAsyncDisposable
{
    private readonly WebApplication _application;

    private FakeHub(WebApplication application) => _application = application;

    public FakeIntake Intake => _application.Services.GetRequiredService<FakeIntake>();

    public FakeDelivery Delivery => _application.Services.GetRequiredService<FakeDelivery>();

    public FakeOperator Operator => _application.Services.GetRequiredService<FakeOperator>();

    public FakeDesk Desk => _application.Services.GetRequiredService<FakeDesk>();

    public FakeJobs Jobs => _application.Services.GetRequiredService<FakeJobs>();

    public string Address => _application.Urls.Single();

    public static async Task<FakeHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<FakeIntake>().AddSingleton<FakeDelivery>().AddSingleton<FakeOperator>()
            .AddSingleton<FakeDesk>().AddSingleton<FakeJobs>();
        var application = builder.Build();
        application.MapGrpcService<FakeIntake>();
        application.MapGrpcService<FakeDelivery>();
        application.MapGrpcService<FakeOperator>();
        application.MapGrpcService<FakeDesk>();
        application.MapGrpcService<FakeJobs>();
        await application.StartAsync();
        return new FakeHub(application);
    }

    public DataBusClient Client(Action<DataBusOptions>? configure = null)
    {
        var options = new DataBusOptions { Hub = Address, MaxRetryDelay = TimeSpan.FromMilliseconds(200) };
        configure?.Invoke(options);
        return new DataBusClient(options);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _application.StopAsync(now.Token);
        await _application.DisposeAsync();
    }
}
