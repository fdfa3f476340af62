using System.Text.Json;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace DataBus.Hub;

/// <summary>Says on stdout, as one line of JSON, that the hub takes calls, and where. Nothing else goes to stdout.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, IServer server, HubOptions options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var addresses = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ToArray();
        var line = new Dictionary<string, string> { ["ready"] = "hub", ["grpc"] = addresses[0] };
        if (options.HttpPort is not null)
            line["http"] = addresses[1];
        Console.Out.WriteLine(JsonSerializer.Serialize(line));
        Console.Out.Flush();
    }
}
