using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace DataBus.Hub.Api;

/// <summary>Refuses readers, streams and queries alike, while delivery is closed; inside StatusInterceptor.</summary>
internal sealed class ClosedReads(DeliveryGate gate) : Interceptor
{
    // What those who must mend need; whatever is not among it, also what there will be one day, is a read.
    private static readonly string[] Work =
    [
        "/databus.v1.IntakeService/", "/databus.v1.OperationsService/", "/databus.v1.BackupService/", "/databus.v1.FreshnessService/",
        "/databus.v1.DeskService/", "/databus.v1.JobService/", "/databus.v1.GovernanceService/", "/databus.v1.GrantService/", "/databus.v1.ReaderService/",
        "/databus.v1.ErasureService/",
        "/grpc.health.v1.Health/",
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
        if (!Array.Exists(Work, work => context.Method.StartsWith(work, StringComparison.Ordinal)))
            gate.Demand(CallerIdentity.Of(context));
    }
}
