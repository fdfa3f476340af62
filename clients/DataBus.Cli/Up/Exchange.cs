using System.Text.Json;
using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Up;

/// <summary>The whole exchange as the processes that it is: hub, sample bureaus, adapters. Started in order, stopped in reverse.</summary>
internal sealed class Exchange : IAsyncDisposable
{
    private static readonly TimeSpan _startTimeout = TimeSpan.FromMinutes(2);

    private readonly Parts _parts = Parts.Find();
    private readonly List<Part> _started = [];
    private readonly List<Part> _adapters = [];
    private readonly string _samples;
    private readonly string _logs;
    private readonly UpOptions _options;
    private readonly string _data;
    private readonly UpIdentities? _identities;

    public Exchange(string work, UpOptions options)
    {
        _options = options;
        _data = options.Data ?? Path.Combine(work, "hub");
        _samples = Path.Combine(work, "bureaus");
        _logs = Path.Combine(work, "logs");
        _identities = options.Plain ? null : UpIdentities.In(Path.Combine(_data, "identities"), Bureaus(), TimeProvider.System);
        _ = Directory.CreateDirectory(_logs);
        _ = Directory.CreateDirectory(_samples);
    }

    public string HubAddress { get; private set; } = "";

    public string HttpAddress { get; private set; } = "";

    public string Logs => _logs;

    /// <summary>By what who calls the running hub shows itself; null without TLS.</summary>
    public UpIdentities? Identities => _identities;

    /// <summary>Settings of an operator's client.</summary>
    public DataBusOptions ClientOptions => new()
    {
        Hub = HubAddress,
        Role = CallerRole.Operator,
        Certificate = _identities?.Folder ?? "",
        Key = "",
        Authority = _identities?.Authority ?? "",
        Token = "",
    };

    /// <summary>Where the sample bureaus keep their files.</summary>
    public string Samples => _samples;

    public async Task StartHubAsync(CancellationToken cancellationToken)
    {
        var hub = Start("hub", "DataBus.Hub", facts =>
        [
            "--port", PortOf(facts, "grpc"), "--http-port", PortOf(facts, "http"), "--data", _data, "--lang", _options.Language, .. _identities?.HubArguments ?? [],
            // A hub that is started again goes on in the epoch that the first start began.
            .. _options.NewEpoch && facts is null ? ["--new-epoch"] : Array.Empty<string>(),
        ]);
        var ready = await hub.ReadyAsync(_startTimeout, cancellationToken);
        HubAddress = ready.GetProperty("grpc").GetString()!;
        HttpAddress = ready.GetProperty("http").GetString()!;
    }

    public async Task StartBureausAsync(CancellationToken cancellationToken)
    {
        string[] once = _options.Once ? ["--once"] : [];
        var bureaus = Start("sample-bureaus", "DataBus.SampleBureaus", facts => ["--dir", _samples, "--port", PortOf(facts, "api"), .. once]);
        var ready = await bureaus.ReadyAsync(_startTimeout, cancellationToken);
        StartAdapters(ready.GetProperty("api").GetString()!);
    }

    /// <summary>Waits until every adapter has ended by itself.</summary>
    /// <exception cref="UpException">One failed.</exception>
    public async Task AdaptersEndAsync(CancellationToken cancellationToken)
    {
        foreach (var adapter in _adapters)
        {
            var code = await adapter.ExitAsync(cancellationToken);
            if (code is not (ExitCodes.Ok or ExitCodes.Partial))
                throw new UpException($"{adapter.Name} 以退出码 {code} 结束,原因见 {adapter.LogFile}。", $"{adapter.Name} ended with exit code {code}; {adapter.LogFile} tells why.");
        }
    }

    /// <summary>Starts what has died again, until cancelled.</summary>
    public Task SuperviseAsync(TimeProvider time, Action<Part> restarted, CancellationToken cancellationToken) =>
        Task.WhenAll(_started.Select(part => SuperviseAsync(part, time, restarted, cancellationToken)));

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Enumerable.Reverse(_started))
            await part.StopAsync();
    }

    private static async Task SuperviseAsync(Part part, TimeProvider time, Action<Part> restarted, CancellationToken cancellationToken)
    {
        while (true)
        {
            _ = await part.ExitAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            restarted(part);
            part.Start();
        }
    }

    private void StartAdapters(string api)
    {
        Adapter("market-regulation", "DataBus.Adapters.MarketRegulation", "--db", Path.Combine(_samples, "market-regulation", "registry.db"));
        Adapter("tax", "DataBus.Adapters.Tax", "--drop", Path.Combine(_samples, "tax"));
        Adapter("ip-center", "DataBus.Adapters.IpCenter", "--drop", Path.Combine(_samples, "ip-center"), "--api", api);
        // What is declared alone needs no process of its own a source: one reads all lists.
        Adapter("lists", "DataBus.Adapters", [.. _parts.Declared.SelectMany(file => new[] { "--config", file }), "--drop", _samples]);
    }

    private void Adapter(string name, string assembly, params string[] options)
    {
        string[] once = _options.Once ? ["--once"] : [];
        _adapters.Add(Start(name, assembly, _ => ["--hub", HubAddress, .. _identities?.CallerArguments ?? [], .. options, .. once]));
    }

    private Part Start(string name, string assembly, Func<JsonElement?, string[]> arguments)
    {
        var part = new Part(name, _parts.Assembly(assembly), Path.Combine(_logs, $"{name}.log"), arguments);
        part.Start();
        _started.Add(part);
        return part;
    }

    // Whoever owns something may feed it.
    private static IEnumerable<string> Bureaus() =>
        InitialOwnership.BySource.Keys.Where(static source => source != "hub").Select(static source => source.Split('.')[0]).Distinct();

    private static string PortOf(JsonElement? facts, string address) =>
        facts is { } known ? $"{new Uri(known.GetProperty(address).GetString()!).Port}" : "0";
}
