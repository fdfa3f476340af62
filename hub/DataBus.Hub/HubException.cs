using Grpc.Core;

namespace DataBus.Hub;

/// <summary>A refusal that a caller can act on; StatusInterceptor alone turns it into a gRPC status.</summary>
/// <param name="Code">The status code.</param>
/// <param name="Reason">UPPER_SNAKE reason of the ErrorInfo.</param>
/// <param name="Zh">What is wrong and what to do, in Chinese.</param>
/// <param name="En">The same in English.</param>
internal sealed record Refusal(StatusCode Code, string Reason, string Zh, string En)
{
    /// <summary>Facts for programs: the holder of a lease, the stored position.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>INVALID_ARGUMENT: all violations of the request at once, field path and text.</summary>
    public IReadOnlyList<(string Field, string Text)> Violations { get; init; } = [];

    /// <summary>When a retry makes sense; null if the status alone says it.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Thrown by the hub's parts when they refuse.</summary>
internal sealed class HubException(Refusal refusal, Exception? inner = null) : Exception($"{refusal.Zh} {refusal.En}", inner)
{
    public Refusal Refusal { get; } = refusal;
}
