using DataBus.V1;

namespace DataBus.Adapters;

/// <summary>Reads one source. It remembers nothing that a restart needs: where to go on is told at each read.</summary>
internal interface ISource
{
    /// <summary>Reads what waits, from where the hub says that the source stands, and ends when nothing waits.</summary>
    /// <param name="state">Where the source stands.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Steps in source order. A pass that is begun is closed by its last step.</returns>
    /// <exception cref="SourceDriftException">The bureau's system does not give any more what the declaration reads; the source is paused.</exception>
    /// <exception cref="SourceUnavailableException">The bureau's system cannot be read now; the read is repeated later.</exception>
    IAsyncEnumerable<SourceStep> ReadAsync(ReadState state, CancellationToken cancellationToken);

    /// <summary>Told of each answer of the hub, in order; most sources have no use for it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="result">What became of it.</param>
    void Answered(Batch batch, BatchResult result)
    {
    }
}
