using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>Who may call an end-point that is no rpc; nobody named: anybody, also who says nothing of himself.</summary>
internal sealed record HttpAccess(IReadOnlyList<CallerRole> Callers)
{
    /// <summary>For probes: nothing but whether the hub is there.</summary>
    public static HttpAccess Open { get; } = new([]);

    /// <summary>For whoever is somebody.</summary>
    public static HttpAccess Everybody { get; } = new([CallerRole.Reader, CallerRole.Source, CallerRole.Operator, CallerRole.Security, CallerRole.Auditor]);

    /// <summary>Whether it lasts until the caller goes.</summary>
    public bool IsStream { get; init; }

    /// <summary>For who reads what the hub holds.</summary>
    public static HttpAccess Data { get; } = new([CallerRole.Reader, CallerRole.Source, CallerRole.Operator]);
}
