using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Operations;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Lets applications follow the exchange; guarantees in delivery.proto.</summary>
internal sealed class DeliveryApi(HubParts parts, Rights rights, ReaderBook readers, TimeProvider time, IHostApplicationLifetime lifetime)
    : DeliveryService.DeliveryServiceBase
{
    public override async Task Subscribe(
        SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var filter = RequestCheck.Demand(request, rights.Of(caller), Sources());
        TailStart.DemandPast(request, parts.Log.Head, time);
        using var stopping = new StreamStop(context.CancellationToken, lifetime);
        var start = Resumption.Of(readers.Started(request, filter, caller), filter, parts.Log);
        var subscription = new Subscription(parts.Subscribers.Tail, parts.Views, time, filter, start, () => rights.Of(caller));
        using var counted = parts.Subscribers.Enter(filter.Matches);
        using var named = readers.Open(request, filter, start, caller);
        await foreach (var frame in named?.WatchAsync(subscription, stopping.Token) ?? subscription.FramesAsync(stopping.Token))
            await responseStream.WriteAsync(frame, stopping.WriteToken);
    }

    private string[] Sources()
    {
        using var view = parts.Views.Newest();
        return [.. view.Sources().Select(static row => row.Source)];
    }
}
