using System.Diagnostics;
using System.Text.Json;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Benchmarks;

/// <summary>A real hub as a process on loopback. It ends when its standard input does, so none is left whatever becomes of us.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private HubProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Address of its gRPC port.</summary>
    public string Address { get; }

    public int ProcessId => _process.Id;

    public static async Task<HubProcess> StartAsync(string data, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "DataBus.Hub.dll"), "--port", "0", "--data", data, "--parent" },
            // That very many are held is what the desk's benchmark wants.
            Environment = { ["Logging__LogLevel__Default"] = "Warning", ["Logging__LogLevel__DataBus.Hub.Operations.Alerts"] = "Error" },
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("The hub cannot be started.");
        var hub = new HubProcess(process, "");
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(_patience);
            var line = await process.StandardOutput.ReadLineAsync(limit.Token)
                ?? throw new InvalidOperationException("The hub ended before it was ready; its reason stands above.");
            return new HubProcess(process, JsonDocument.Parse(line).RootElement.GetProperty("grpc").GetString()!);
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    public DataBusClient Connect() =>
        new(new DataBusOptions { Hub = Address, Role = CallerRole.Operator, MaxBatchesInFlight = BenchmarkOptions.InFlight });

    /// <summary>Processor time that it has used.</summary>
    public TimeSpan ProcessorTime()
    {
        _process.Refresh();
        return _process.TotalProcessorTime;
    }

    /// <summary>Resident memory at this moment.</summary>
    public long ResidentBytes()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(_patience);
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }
}
