using System.Net;
using DataBus.Hub.Access;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Alerts;
using DataBus.Hub.Operations.Readers;
using DataBus.Hub.Operations.Retention;

namespace DataBus.Hub;

/// <summary>Settings of the hub, from the configuration section <c>Hub</c>; the command line wins.</summary>
internal sealed class HubOptions
{
    /// <summary>TCP port of gRPC; with TLS of HTTP/1.1 too. Default: 5080; 0 takes a free one and says so when the hub is ready.</summary>
    public int Port { get; set; } = 5080;

    /// <summary>TCP port of HTTP/1.1: JSON queries, health, metrics. Default: none; 0 takes a free one.</summary>
    public int? HttpPort { get; set; }

    /// <summary>Folder of everything that the hub keeps. Default: databus-data in the working directory.</summary>
    public string Data { get; set; } = "databus-data";

    /// <summary>Address to listen on. Default: 127.0.0.1; another than loopback needs TLS.</summary>
    public string Listen { get; set; } = "127.0.0.1";

    /// <summary>Open also if records are lost that once were there; the log begins a new epoch then. Default: refuse to start.</summary>
    public bool AcceptLoss { get; set; }

    /// <summary>Begin a new epoch, as a data directory must that is a copy or was set back. Default: go on, and refuse a copy.</summary>
    public bool NewEpoch { get; set; }

    /// <summary>
    /// Whether changed keys, acts on many, mass deletes and closed facets need a second operator. Default: yes. Off is for a hub that
    /// one person tries out.
    /// </summary>
    public bool TwoPeople { get; set; } = true;

    /// <summary>
    /// By what the chain of the log is made from now on: <c>sha256</c> or <c>sm3</c> (GB/T 32905). Default: sha256. It may be changed at
    /// any start: each record names its own.
    /// </summary>
    public DigestAlgorithm DigestAlgorithm { get; set; } = DigestAlgorithm.Sha256;

    /// <summary>How the hub proves itself, and whose certificates it takes.</summary>
    public TlsOptions Tls { get; set; } = new();

    /// <summary>Whose tokens the hub takes.</summary>
    public JwtOptions Jwt { get; set; } = new();

    /// <summary>Addresses, or networks such as 10.1.0.0/16, of gateways whose word about the caller is believed. Default: none.</summary>
    public IList<string> Gateways { get; } = [];

    /// <summary>How much one caller may ask for.</summary>
    public LimitOptions Limits { get; set; } = new();

    /// <summary>
    /// File that remembers erasures, so that they are made again when an older backup is restored. Default: the data directory's name with
    /// <c>.erasures</c>, beside it. It belongs to no backup of the data; who restores into another directory names the old one here.
    /// </summary>
    public string? ErasureLedger { get; set; }

    /// <summary>Who is told when somebody should look.</summary>
    public AlertOptions Alerts { get; set; } = new();

    /// <summary>When a named reader is an alarm.</summary>
    public ReaderOptions Readers { get; set; } = new();

    /// <summary>When the hub trims its log by itself.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>The address, once the options were found sound.</summary>
    public IPAddress ListenAddress => ParseAddress(Listen)!;

    /// <summary>Reads an IP address, or <c>localhost</c>; null if it is neither.</summary>
    public static IPAddress? ParseAddress(string text) =>
        text == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(text, out var address) ? address : null;
}
