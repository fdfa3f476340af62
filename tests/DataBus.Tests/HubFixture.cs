using DataBus.Hub;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace DataBus.Tests;

/// <summary>The real hub in this process, on free ports, over a folder of its own; it can be stopped and opened again.</summary>
public sealed class HubFixture : IAsyncDisposable
{
    private readonly Action<IServiceCollection>? _configure;
    private readonly bool _keepsData;
    private readonly string[] _args;
    private WebApplication? _hub;
    private GrpcChannel? _channel;
    private Task _stopped = Task.CompletedTask;

    private HubFixture(string? data, TimeProvider? time, Action<IServiceCollection>? configure, string[] args)
    {
        _args = args;
        _keepsData = data is not null;
        Data = data ?? Directory.CreateTempSubdirectory("databus-hub-").FullName;
        _configure = services =>
        {
            if (time is not null)
                services.Replace(ServiceDescriptor.Singleton(time));
            services.AddLogging(logging => logging.ClearProviders().AddProvider(Log));
            configure?.Invoke(services);
        };
    }

    /// <summary>The hub's folder; removed at the end unless it was given.</summary>
    public string Data { get; }

    /// <summary>What the hub logged as a warning or worse, over all its starts.</summary>
    public RecordingLoggerProvider Log { get; } = new();

    /// <summary>A channel to the running hub.</summary>
    public GrpcChannel Channel => _channel ?? throw new InvalidOperationException("The hub is stopped.");

    /// <summary>Where JSON, health and metrics are served.</summary>
    public Uri Http { get; private set; } = null!;

    /// <summary>Where gRPC is served.</summary>
    public Uri Grpc { get; private set; } = null!;

    /// <summary>The hub's own parts, for tests that look inside.</summary>
    public IServiceProvider Services => _hub?.Services ?? throw new InvalidOperationException("The hub is stopped.");

    /// <summary>Starts a hub.</summary>
    /// <param name="data">Its folder; absent: an empty one.</param>
    /// <param name="time">Its clock; absent: the system's.</param>
    /// <param name="configure">Replaces services.</param>
    /// <param name="args">More of its command line.</param>
    public static async Task<HubFixture> StartAsync(
        string? data = null, TimeProvider? time = null, Action<IServiceCollection>? configure = null, params string[] args)
    {
        var fixture = new HubFixture(data, time, configure, args);
        await fixture.OpenAsync();
        return fixture;
    }

    /// <summary>Opens the hub over its folder; it must be stopped.</summary>
    /// <param name="port">Its gRPC port; 0 takes a free one.</param>
    public async Task OpenAsync(int port = 0)
    {
        _hub = HubApplication.Create(["--port", $"{port}", "--http-port", "0", "--data", Data, .. _args], _configure);
        await _hub.StartAsync();
        var addresses = _hub.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        Grpc = new Uri(addresses[0]);
        Http = new Uri(addresses[1]);
        _channel = GrpcChannel.ForAddress(Grpc, new GrpcChannelOptions { MaxReceiveMessageSize = 64 * 1024 * 1024 });
    }

    /// <summary>Stops the hub gracefully; its folder stays.</summary>
    public Task StopAsync()
    {
        // A test that fails while it stops the hub stops it a second time.
        if (Interlocked.Exchange(ref _hub, null) is { } hub)
            _stopped = StopAsync(hub);
        return _stopped;
    }

    private async Task StopAsync(WebApplication hub)
    {
        await hub.StopAsync();
        await hub.DisposeAsync();
        _channel?.Dispose();
        _channel = null;
    }

    /// <summary>Stops the hub and opens it again, on other ports.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await OpenAsync();
    }

    /// <summary>What a call declares about its caller.</summary>
    public static Metadata Caller(bool isOperator = false, string source = "", string actor = "")
    {
        var headers = new Metadata { { "databus-role", isOperator ? "operator" : "reader" } };
        if (source.Length > 0)
            headers.Add("databus-source", source);
        if (actor.Length > 0)
            headers.Add("databus-actor", Uri.EscapeDataString(actor));
        return headers;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_keepsData)
            Directory.Delete(Data, recursive: true);
    }
}
