using System.Threading.RateLimiting;
using Grpc.AspNetCore.Server;
using Grpc.Core;

namespace DataBus.Hub.Access;

/// <summary>Keeps one caller from taking what the others need: so many calls a second, so many open streams.</summary>
internal sealed class CallerLimits(LimitOptions options) : IDisposable
{
    private static readonly TimeSpan _period = TimeSpan.FromMilliseconds(100);
    // A stream that ends makes room at once; how long others last, nobody knows.
    private static readonly TimeSpan _untilStream = TimeSpan.FromSeconds(5);

    private readonly PartitionedRateLimiter<string> _calls = PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(
        name,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            TokensPerPeriod = Math.Max(1, (int)(options.CallsPerSecond * _period.TotalSeconds)),
            ReplenishmentPeriod = _period,
            QueueLimit = 0,
        }));

    private readonly PartitionedRateLimiter<string> _streams = PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetConcurrencyLimiter(
        name, _ => new ConcurrencyLimiterOptions { PermitLimit = options.Streams, QueueLimit = 0 }));

    /// <summary>Takes a call in; what is answered is disposed when the call has ended.</summary>
    /// <exception cref="HubException">RESOURCE_EXHAUSTED with when to come again.</exception>
    public IDisposable Enter(CallerIdentity caller, Endpoint endpoint)
    {
        using var call = _calls.AttemptAcquire(caller.Name);
        if (!call.IsAcquired)
            throw TooMany("TOO_MANY_CALLS", call.TryGetMetadata(MetadataName.RetryAfter, out var delay) ? delay : _period,
                $"每秒至多 {options.CallsPerSecond} 次调用（Hub:Limits:CallsPerSecond）。", $"At most {options.CallsPerSecond} calls a second are taken (Hub:Limits:CallsPerSecond).");
        if (!IsStream(endpoint))
            return call;
        var stream = _streams.AttemptAcquire(caller.Name);
        if (stream.IsAcquired)
            return stream;
        stream.Dispose();
        throw TooMany("TOO_MANY_STREAMS", _untilStream,
            $"同时至多 {options.Streams} 个流（Hub:Limits:Streams），请先关闭不用的。", $"At most {options.Streams} streams may be open at once (Hub:Limits:Streams); close what is not used.");
    }

    public void Dispose()
    {
        _calls.Dispose();
        _streams.Dispose();
    }

    private static bool IsStream(Endpoint endpoint) => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } rpc
        ? rpc.Method.Type is MethodType.ServerStreaming or MethodType.DuplexStreaming
        : endpoint.Metadata.GetMetadata<HttpAccess>() is { IsStream: true };

    private static HubException TooMany(string reason, TimeSpan retryAfter, string zh, string en) => new(
        new Refusal(StatusCode.ResourceExhausted, reason, zh, en) { RetryAfter = retryAfter });
}
