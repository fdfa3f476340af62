using DataBus.Client;
using DataBus.V1;

namespace DataBus.Adapters.Hub;

/// <summary>A push session of the client library.</summary>
internal sealed class PushStream(PushSession session) : IPushStream
{
    public Opened Opened => session.Opened;

    public Task<BatchResult> SendAsync(Batch batch, CancellationToken cancellationToken) => session.SendAsync(batch, cancellationToken);

    public Task CompleteAsync(CancellationToken cancellationToken) => session.CompleteAsync(cancellationToken);

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
