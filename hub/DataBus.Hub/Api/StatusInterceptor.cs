using Grpc.Core;
using Grpc.Core.Interceptors;

namespace DataBus.Hub.Api;

/// <summary>Ends gRPC calls that fail with the status of their fault, once a call.</summary>
internal sealed class StatusInterceptor(Faults faults) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => Finished(continuation(request, responseStream, context)));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        GuardAsync(context, () => Finished(continuation(requestStream, responseStream, context)));

    private static async Task<bool> Finished(Task call)
    {
        await call;
        return true;
    }

    private async Task<T> GuardAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        UnreadableRequests.MarkRead(context.GetHttpContext());
        try
        {
            return await call();
        }
        catch (RpcException)
        {
            throw;
        }
        catch (Exception cause)
        {
            throw faults.Told(cause, context.Method, context.GetHttpContext(), context.CancellationToken);
        }
    }
}
