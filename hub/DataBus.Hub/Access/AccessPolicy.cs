using DataBus.V1;
using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;

namespace DataBus.Hub.Access;

/// <summary>Lets a call in if the contract, or the end-point, says that its caller may: what neither says anything of is refused.</summary>
internal sealed class AccessPolicy
{
    // Not of this contract: what probes and developers ask before they are anybody. Reflection is not served in production.
    private static readonly string[] _open = ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"];

    private readonly Callers _known;
    private readonly CallerLimits _limits;
    private readonly Dictionary<string, IReadOnlyList<CallerRole>> _callers;

    /// <summary>Reads the policy of the contract.</summary>
    /// <exception cref="InvalidOperationException">An rpc does not say who may call it.</exception>
    public AccessPolicy(Callers known, CallerLimits limits)
    {
        _known = known;
        _limits = limits;
        _callers = ContractFiles.Services.SelectMany(static service => service.Methods).ToDictionary(PathOf, CallersOf, StringComparer.Ordinal);
    }

    /// <summary>Finds out who calls, keeps it with the request, and refuses who may not.</summary>
    /// <returns>Holds the place of the call; null if it needs none.</returns>
    /// <exception cref="HubException">UNAUTHENTICATED, PERMISSION_DENIED or RESOURCE_EXHAUSTED.</exception>
    public async ValueTask<IDisposable?> AdmitAsync(HttpContext call)
    {
        var endpoint = call.GetEndpoint();
        // Nothing is there: the answer is that of any wrong address.
        if (endpoint is null || IsOpen(endpoint))
            return null;
        var caller = await _known.OfAsync(call);
        caller.DemandRole(CallersOf(endpoint) ?? throw AccessMessages.NoPolicy(endpoint.DisplayName ?? call.Request.Path));
        call.Features.Set(caller);
        return _limits.Enter(caller, endpoint);
    }

    /// <summary>Whether anybody may call an end-point.</summary>
    public static bool IsOpen(Endpoint endpoint) => IsUnimplemented(endpoint) || (endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } rpc
        ? Array.Exists(_open, rpc.Method.ServiceName.Equals)
        : endpoint.Metadata.GetMetadata<HttpAccess>() is { Callers.Count: 0 });

    /// <summary>Who may call an end-point; null if nothing says so.</summary>
    public IReadOnlyList<CallerRole>? CallersOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is { } rpc
        ? _callers.GetValueOrDefault(rpc.Method.FullName)
        : endpoint.Metadata.GetMetadata<HttpAccess>()?.Callers;

    // The framework's own answer to an rpc that there is not: a newer client must be told just that.
    private static bool IsUnimplemented(Endpoint endpoint) => endpoint.DisplayName?.StartsWith("gRPC - Unimplemented", StringComparison.Ordinal) == true;

    private static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";

    private static IReadOnlyList<CallerRole> CallersOf(MethodDescriptor method) => method.GetOptions()?.GetExtension(AccessExtensions.Access) is { Callers.Count: > 0 } access
        ? [.. access.Callers]
        : throw new InvalidOperationException($"{method.FullName} does not say who may call it: option (databus.v1.access).");
}
