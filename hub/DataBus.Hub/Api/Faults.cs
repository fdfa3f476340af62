using System.Diagnostics;
using DataBus.Hub.Access;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Turns exceptions into statuses: here and nowhere else.</summary>
internal sealed class Faults(IHostApplicationLifetime lifetime, ILogger<Faults> logger)
{
    /// <summary>What the caller is told of an exception; a fault of the hub is logged with it.</summary>
    /// <param name="cause">What was thrown.</param>
    /// <param name="method">What was called.</param>
    /// <param name="call">The call.</param>
    /// <param name="caller">Ends when the caller goes.</param>
    public RpcException Told(Exception cause, string method, HttpContext call, CancellationToken caller)
    {
        if (cause is HubException refused)
        {
            logger.CallRefused(method, refused.Refusal.Reason);
            return RichStatus.ToRpcException(refused.Refusal);
        }
        // Before the caller's own cancellation: a stop cancels the call's token too, also in the middle of a write, and the caller must
        // know that it may come again.
        var hasEnded = caller.IsCancellationRequested && IsEndOfStream(cause);
        if ((hasEnded || cause is OperationCanceledException) && lifetime.ApplicationStopping.IsCancellationRequested)
            return RichStatus.ToRpcException(HubMessages.Stopping);
        if (cause is OperationCanceledException && !hasEnded && Standing.Of(call)?.Lapse is { } lapse)
        {
            logger.CallRefused(method, lapse.Refusal.Reason);
            return RichStatus.ToRpcException(lapse.Refusal);
        }
        if (hasEnded)
        {
            logger.CallCancelled(method);
            return new RpcException(new Status(StatusCode.Cancelled, "The caller cancelled."));
        }
        if (cause is InvalidProtocolBufferException)
            return RichStatus.ToRpcException(HubMessages.Unreadable);

        var traceId = Activity.Current?.TraceId.ToHexString() ?? call.TraceIdentifier;
        logger.CallFailed(method, traceId, cause);
        return RichStatus.ToRpcException(HubMessages.Fault(traceId));
    }

    // What reading from or writing to a caller that has gone throws.
    private static bool IsEndOfStream(Exception cause) => cause is OperationCanceledException or IOException or InvalidOperationException;
}
