using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace DataBus.Hub.Api;

/// <summary>Refuses readers, streams and queries alike, while delivery is closed; inside StatusInterceptor.</summary>
internal sealed class ClosedReads(DeliveryGate gate) : Interceptor
{
    private static readonly string[] Reads =
    [
        "/databus.v1.DeliveryService/Subscribe", "/databus.v1.QueryService/", "/databus.v1.EnterpriseService/", "/databus.v1.PlanService/",
    ];

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Demand(context);
        return continuation(request, context);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        Demand(context);
        return continuation(request, responseStream, context);
    }

    private void Demand(ServerCallContext context)
    {
        if (Array.Exists(Reads, read => context.Method.StartsWith(read, StringComparison.Ordinal)) && !CallerIdentity.Of(context).IsOperator)
            gate.Demand();
    }
}
