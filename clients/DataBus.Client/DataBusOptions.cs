using System.ComponentModel.DataAnnotations;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>Settings of a client, bound from the configuration section <c>DataBus</c>.</summary>
public sealed class DataBusOptions
{
    /// <summary>Address of the hub's gRPC port. Default: <c>http://127.0.0.1:5080</c>.</summary>
    [Required]
    [RegularExpression("^https?://[^ ]+$", ErrorMessage = "DataBus:Hub must be an address such as http://127.0.0.1:5080.")]
    public string Hub { get; set; } = "http://127.0.0.1:5080";

    /// <summary>
    /// PEM file of the caller's certificate, which tells a hub with TLS who it is; or a folder of such, as <c>databus cert issue</c> fills it:
    /// then that of the source's bureau, or the first that has the role. Default: <c>DATABUS_CERT</c> of the environment, else none.
    /// </summary>
    public string Certificate { get; set; } = Environment.GetEnvironmentVariable("DATABUS_CERT") ?? "";

    /// <summary>PEM file of its private key. Default: <c>DATABUS_KEY</c> of the environment, else the certificate's name with the ending <c>.key</c>.</summary>
    public string Key { get; set; } = Environment.GetEnvironmentVariable("DATABUS_KEY") ?? "";

    /// <summary>
    /// PEM file of the authorities that the hub's own certificate must be from; no others are trusted then. Default: <c>DATABUS_CA</c> of the
    /// environment, else those that the machine trusts.
    /// </summary>
    public string Authority { get; set; } = Environment.GetEnvironmentVariable("DATABUS_CA") ?? "";

    /// <summary>Token (JWT) that tells who the caller is, where it has no certificate. Default: <c>DATABUS_TOKEN</c> of the environment, else none.</summary>
    public string Token { get; set; } = Environment.GetEnvironmentVariable("DATABUS_TOKEN") ?? "";

    /// <summary>What the caller says it is, to a hub without TLS; a reader with a <see cref="Source"/> is that source. Default: reader.</summary>
    public CallerRole Role { get; set; } = CallerRole.Reader;

    /// <summary>The source whose owner the caller is: it sees its own closed facets. Default: none.</summary>
    public string Source { get; set; } = "";

    /// <summary>Who acts, for people: stands in the entries of the desk. Default: the user's name on this machine.</summary>
    [StringLength(100)]
    public string Actor { get; set; } = Environment.UserName;

    /// <summary>Deadline of a call with one answer, and of opening a push stream. Default: 30 s; 1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A subscription that hears nothing for so long is opened again; the hub says something at least every 30 s.
    /// Default: 90 s; 35 s to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:35", "01:00:00")]
    public TimeSpan SilenceTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>The longest pause between two tries to open a broken subscription again. Default: 15 s; 0.1 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Batches of one push session that may be unanswered; a further one waits. Default: 8; 1 to 64.</summary>
    [Range(1, 64)]
    public int MaxBatchesInFlight { get; set; } = 8;

    /// <summary>The same settings for another source.</summary>
    public DataBusOptions For(string source)
    {
        var copy = (DataBusOptions)MemberwiseClone();
        copy.Source = source;
        return copy;
    }
}
