using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace DataBus.Hub.Api;

/// <summary>Turns exceptions into statuses: here and nowhere else, once a call.</summary>
internal sealed class StatusInterceptor(IHostApplicationLifetime lifetime, ILogger<StatusInterceptor> logger) : Interceptor
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
            throw Translate(cause, context);
        }
    }

    private RpcException Translate(Exception cause, ServerCallContext context)
    {
        if (cause is HubException refused)
        {
            logger.CallRefused(context.Method, refused.Refusal.Reason);
            return RichStatus.ToRpcException(refused.Refusal);
        }
        // Before the caller's own cancellation: a stop cancels the call's token too, also in the middle of a write, and the caller must
        // know that it may come again.
        var hasEnded = context.CancellationToken.IsCancellationRequested && IsEndOfStream(cause);
        if ((hasEnded || cause is OperationCanceledException) && lifetime.ApplicationStopping.IsCancellationRequested)
            return RichStatus.ToRpcException(HubMessages.Stopping);
        if (hasEnded)
        {
            logger.CallCancelled(context.Method);
            return new RpcException(new Status(StatusCode.Cancelled, "The caller cancelled."));
        }
        if (cause is InvalidProtocolBufferException)
            return RichStatus.ToRpcException(HubMessages.Unreadable);

        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.GetHttpContext().TraceIdentifier;
        logger.CallFailed(context.Method, traceId, cause);
        return RichStatus.ToRpcException(HubMessages.Fault(traceId));
    }

    // What reading from or writing to a caller that has gone throws.
    private static bool IsEndOfStream(Exception cause) => cause is OperationCanceledException or IOException or InvalidOperationException;
}
