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
}
