using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Readers;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>One open stream of the exchange.</summary>
/// <param name="subscription">What it reads.</param>
/// <param name="named">The stream of its durable name; null if it has none.</param>
/// <param name="counted">Its place among the open streams.</param>
internal sealed class DeliveryStream(Subscription subscription, ReaderStream? named, IDisposable counted) : IDisposable
{
    public IAsyncEnumerable<SubscribeResponse> FramesAsync(CancellationToken cancellationToken) =>
        named?.WatchAsync(subscription, cancellationToken) ?? subscription.FramesAsync(cancellationToken);

    public void Dispose()
    {
        named?.Dispose();
        counted.Dispose();
    }
}
