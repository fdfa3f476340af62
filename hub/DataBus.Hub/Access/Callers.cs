using System.Net;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Access;

/// <summary>Tells who calls. Without TLS it is what the call declares, which is believed on loopback only.</summary>
internal sealed class Callers
{
    private const string RoleHeader = "databus-role";
    private const string SourceHeader = "databus-source";
    private const string ActorHeader = "databus-actor";
    private const int MaxActorLength = 100;

    // The first is what a caller is that declares nothing.
    private static readonly Dictionary<string, CallerRole> _roles = new(StringComparer.Ordinal)
    {
        ["reader"] = CallerRole.Reader,
        ["source"] = CallerRole.Source,
        ["operator"] = CallerRole.Operator,
        ["security"] = CallerRole.Security,
        ["auditor"] = CallerRole.Auditor,
    };

    /// <summary>Reads who a request is from; gRPC calls are requests too.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED: it comes from another machine, or declares what there is not.</exception>
    public static CallerIdentity Of(HttpContext call)
    {
        if (call.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
            throw AccessMessages.Unauthenticated("NOT_LOCAL", "只接受本机的调用。", "Only calls from this machine are accepted.");
        return Declared(name => call.Request.Headers[name]);
    }

    /// <summary>Reads what headers declare.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED: they declare what there is not.</exception>
    public static CallerIdentity Declared(Func<string, string?> headers)
    {
        var declared = Value(headers, RoleHeader, "reader");
        if (!_roles.TryGetValue(declared, out var role))
            throw AccessMessages.Unauthenticated("UNKNOWN_CALLER",
                $"databus-role 为 {declared}，应为 {string.Join("、", _roles.Keys)} 之一。", $"databus-role is {declared}; it must be one of {string.Join(", ", _roles.Keys)}.");

        var actor = Value(headers, ActorHeader, declared);
        if (actor.Length > MaxActorLength || actor.Any(char.IsControl))
            throw AccessMessages.Unauthenticated("UNKNOWN_CALLER", "databus-actor 应为 1 至 100 个字符。", "databus-actor must have 1 to 100 characters.");

        var source = Value(headers, SourceHeader, "");
        if (role == CallerRole.Reader && source.Length > 0)
            role = CallerRole.Source;
        return new CallerIdentity(role, NameOf(role, source, actor), source, actor);
    }

    private static string NameOf(CallerRole role, string source, string actor) => role switch
    {
        CallerRole.Reader => $"app/{actor}",
        CallerRole.Source => $"bureau/{source.Split('.')[0]}",
        _ => $"{role.ToString().ToLowerInvariant()}/{actor}",
    };

    private static string Value(Func<string, string?> headers, string name, string otherwise) =>
        headers(name) is { Length: > 0 } value ? Uri.UnescapeDataString(value) : otherwise;
}
