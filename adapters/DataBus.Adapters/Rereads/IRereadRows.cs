using DataBus.V1;

namespace DataBus.Adapters.Rereads;

/// <summary>Reads rows of a source again, beside its normal reading and without moving its position.</summary>
internal interface IRereadRows
{
    /// <summary>Reads at least the rows that are asked for, as far as they are still there, by the mapping of now.</summary>
    /// <param name="asked">What is asked for.</param>
    /// <param name="failed">Told why something cannot be read any more.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SourceUnavailableException">The bureau's system cannot be read now.</exception>
    IAsyncEnumerable<RereadRow> ReadAsync(IReadOnlyList<Reread> asked, Action<string> failed, CancellationToken cancellationToken);
}
