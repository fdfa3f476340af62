using Grpc.Core;

namespace DataBus.Client;

/// <summary>The hub refused a call, or could not be reached.</summary>
public sealed class DataBusException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="code">The gRPC status.</param>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">What caused it.</param>
    public DataBusException(StatusCode code, string message, Exception? innerException = null) : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>The gRPC status.</summary>
    public StatusCode Code { get; }

    /// <summary>The hub's reason in UPPER_SNAKE, for example <c>LEASE_HELD</c>; empty if it gave none or was not reached.</summary>
    public string Reason { get; init; } = "";

    /// <summary>True: the same call may succeed later; a push session must be opened anew.</summary>
    public bool IsTransient { get; init; }

    /// <summary>The pause that the hub asks for; null if it named none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Everything that is wrong with the request; empty for other causes.</summary>
    public IReadOnlyList<RequestViolation> Violations { get; init; } = [];

    /// <summary>Facts for programs, for example the holder of a lease.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The message by language tag (<c>zh-CN</c>, <c>en</c>), where the hub sent it so.</summary>
    public IReadOnlyDictionary<string, string> LocalizedMessages { get; init; } = new Dictionary<string, string>();
}
