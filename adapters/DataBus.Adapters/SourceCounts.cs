using System.Text.Json.Serialization;
using DataBus.V1;

namespace DataBus.Adapters;

/// <summary>Counts of a source or of a whole run, as the hub told them; all keys are always written.</summary>
internal sealed record SourceCounts
{
    /// <summary>The source; left out of the sum over all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }

    /// <summary>Files whose pass was closed.</summary>
    public ulong Files { get; init; }

    /// <summary>Rows read in scope: the sum of the outcomes.</summary>
    public ulong Rows { get; init; }

    public ulong Accepted { get; init; }

    public ulong Unchanged { get; init; }

    /// <summary>KNOWN and SEEN AGAIN.</summary>
    public ulong Known { get; init; }

    public ulong Stale { get; init; }

    public ulong Held { get; init; }

    public ulong Waiting { get; init; }

    public ulong Refused { get; init; }

    /// <summary>Outside the sum: addresses deleted.</summary>
    public ulong Deleted { get; init; }

    /// <summary>Outside the sum: rows out of scope.</summary>
    public ulong OutOfScope { get; init; }

    /// <summary>Outside the sum: files set aside.</summary>
    public ulong FilesSetAside { get; init; }

    /// <summary>Newest revision that an answer told; 0 if nothing was pushed.</summary>
    public ulong Head { get; init; }

    /// <summary>The counts after one more answer.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="result">What became of it.</param>
    public SourceCounts With(Batch batch, BatchResult result)
    {
        var head = Math.Max(Head, result.Revision);
        var closed = batch.Pass?.Close;
        // While a pass is open its counts are not taken: the close tells them for the whole pass, also over restarts.
        if (batch.Pass is not null && closed is null)
            return this with { Head = head };
        var tallies = (closed is null ? result.Tallies : result.PassTallies ?? result.Tallies) ?? new Tallies();
        return this with
        {
            Files = Files + (batch.Pass?.File is null ? 0UL : 1),
            Rows = Rows + (closed is null ? tallies.Sum : closed.RowsRead - tallies.OutOfScope),
            Accepted = Accepted + tallies.Accepted,
            Unchanged = Unchanged + tallies.Unchanged,
            Known = Known + tallies.Known + tallies.SeenAgain,
            Stale = Stale + tallies.Stale,
            Held = Held + tallies.Held,
            Waiting = Waiting + tallies.Waiting,
            Refused = Refused + tallies.Refused,
            Deleted = Deleted + tallies.Deleted,
            OutOfScope = OutOfScope + tallies.OutOfScope,
            FilesSetAside = FilesSetAside + tallies.FilesSetAside,
            Head = head,
        };
    }

    /// <summary>The sum with another source's counts.</summary>
    public SourceCounts Plus(SourceCounts other) => new()
    {
        Files = Files + other.Files,
        Rows = Rows + other.Rows,
        Accepted = Accepted + other.Accepted,
        Unchanged = Unchanged + other.Unchanged,
        Known = Known + other.Known,
        Stale = Stale + other.Stale,
        Held = Held + other.Held,
        Waiting = Waiting + other.Waiting,
        Refused = Refused + other.Refused,
        Deleted = Deleted + other.Deleted,
        OutOfScope = OutOfScope + other.OutOfScope,
        FilesSetAside = FilesSetAside + other.FilesSetAside,
        Head = Math.Max(Head, other.Head),
    };
}
