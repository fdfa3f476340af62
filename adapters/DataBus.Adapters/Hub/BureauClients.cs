using System.Collections.Concurrent;
using DataBus.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DataBus.Adapters.Hub;

/// <summary>The clients of an adapter: one for all its sources; or, where its certificate is a folder of certificates, one for each, with that of its bureau.</summary>
internal sealed class BureauClients(IOptions<DataBusOptions> options, TimeProvider time, ILogger<DataBusClient> logger) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<DataBusClient>> _clients = new(StringComparer.Ordinal);

    /// <summary>The client that speaks for a source.</summary>
    /// <exception cref="DataBusException">UNAUTHENTICATED: there is no certificate of its bureau.</exception>
    public DataBusClient Of(string source) =>
        _clients.GetOrAdd(Directory.Exists(options.Value.Certificate) ? source : "", one => new Lazy<DataBusClient>(() => Make(one))).Value;

    public void Dispose()
    {
        foreach (var client in _clients.Values.Where(static client => client.IsValueCreated))
            client.Value.Dispose();
    }

    private DataBusClient Make(string source) => new(Options.Create(source.Length == 0 ? options.Value : options.Value.For(source)), time, logger);
}
