using DataBus.V1;

namespace DataBus.Adapters.Hub;

/// <summary>An open source.</summary>
internal interface IPushStream : IAsyncDisposable
{
    /// <summary>Where the source stood when it was opened.</summary>
    Opened Opened { get; }

    /// <summary>Sends a batch; several may be in flight, sent and answered in the order of the calls.</summary>
    Task<BatchResult> SendAsync(Batch batch, CancellationToken cancellationToken);

    /// <summary>Waits for the answers to what is in flight and gives the lease back.</summary>
    Task CompleteAsync(CancellationToken cancellationToken);
}
