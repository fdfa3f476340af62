using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Lets applications follow the exchange; guarantees in delivery.proto.</summary>
internal sealed class DeliveryApi(
    IExchangeLog log, IViews views, Rights rights, Subscribers subscribers, TimeProvider time, IHostApplicationLifetime lifetime)
    : DeliveryService.DeliveryServiceBase
{
    public override async Task Subscribe(
        SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var filter = new Filter(request, rights.Of(caller));
        RequestCheck.Demand(request);
        using var stopping = new StreamStop(context.CancellationToken, lifetime);
        var subscription = new Subscription(log, views, time, filter, Resumption.Of(request, filter, log), () => rights.Of(caller));
        using var counted = subscribers.Enter(filter.Matches);
        await foreach (var frame in subscription.FramesAsync(stopping.Token))
            await responseStream.WriteAsync(frame, stopping.WriteToken);
    }
}
