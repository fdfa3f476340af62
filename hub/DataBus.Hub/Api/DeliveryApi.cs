using DataBus.Hub.Access;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Lets applications follow the exchange; guarantees in delivery.proto.</summary>
internal sealed class DeliveryApi(DeliveryStreams streams, IHostApplicationLifetime lifetime) : DeliveryService.DeliveryServiceBase
{
    public override async Task Subscribe(
        SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
    {
        using var stopping = new StreamStop(context, lifetime);
        using var stream = streams.Open(request, CallerIdentity.Of(context));
        await foreach (var frame in stream.FramesAsync(stopping.Token))
            await responseStream.WriteAsync(frame, stopping.WriteToken);
    }
}
