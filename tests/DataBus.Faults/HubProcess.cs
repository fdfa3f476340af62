using System.Globalization;
using System.Text.Json;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Faults;

/// <summary>The real hub on one data directory; started again after a kill, it has the same port.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private readonly string _data;
    private PartProcess? _process;

    private HubProcess(string data) => _data = data;

    public string Url { get; private set; } = "";

    public static async Task<HubProcess> StartAsync(string data, CancellationToken cancellationToken)
    {
        var hub = new HubProcess(data);
        await hub.StartAsync(cancellationToken);
        return hub;
    }

    public async Task KillAndStartAsync(CancellationToken cancellationToken)
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
        await StartAsync(cancellationToken);
    }

    /// <summary>A client for everything.</summary>
    public DataBusClient Client() => new(new DataBusOptions { Hub = Url, Role = CallerRole.Operator, Actor = "faults" });

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var port = Url.Length == 0 ? "0" : new Uri(Url).Port.ToString(CultureInfo.InvariantCulture);
        _process = PartProcess.Start(Parts.HubDll, "--port", port, "--data", _data);
        using var ready = JsonDocument.Parse(await _process.ReadyAsync(cancellationToken));
        Url = ready.RootElement.GetProperty("grpc").GetString()!;
    }
}
