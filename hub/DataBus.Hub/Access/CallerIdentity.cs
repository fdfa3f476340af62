using System.Net;
using Grpc.Core;

namespace DataBus.Hub.Access;

/// <summary>Who calls, as the call declares it. Believed on loopback only, until callers prove who they are.</summary>
/// <param name="IsOperator">May see everything and act at the desk.</param>
/// <param name="Source">The source that the caller is; empty if it is none.</param>
/// <param name="Actor">Who acts, for the desk's entries.</param>
internal sealed record CallerIdentity(bool IsOperator, string Source, string Actor)
{
    private const string RoleHeader = "databus-role";
    private const string SourceHeader = "databus-source";
    private const string ActorHeader = "databus-actor";
    private const string OperatorRole = "operator";
    private const string ReaderRole = "reader";
    private const int MaxActorLength = 100;

    /// <summary>Reads what the call declares.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED: it comes from another machine, or declares what there is not.</exception>
    public static CallerIdentity Of(ServerCallContext context)
    {
        DemandNear(context.GetHttpContext());
        return Of(context.RequestHeaders);
    }

    /// <summary>Reads what a request declares that is no gRPC call; the headers are the same.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED: it comes from another machine, or declares what there is not.</exception>
    public static CallerIdentity Of(HttpContext request)
    {
        DemandNear(request);
        return Of(name => request.Request.Headers[name]);
    }

    /// <summary>Reads what a call from this machine declares.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED: it declares what there is not.</exception>
    public static CallerIdentity Of(Metadata headers) => Of(headers.GetValue);

    private static CallerIdentity Of(Func<string, string?> headers)
    {
        var role = Value(headers, RoleHeader, ReaderRole);
        if (role is not (OperatorRole or ReaderRole))
            throw Unauthenticated($"databus-role 为 {role}，应为 operator 或 reader。", $"databus-role is {role}; it must be operator or reader.");

        var actor = Value(headers, ActorHeader, role);
        if (actor.Length > MaxActorLength || actor.Any(char.IsControl))
            throw Unauthenticated("databus-actor 应为 1 至 100 个字符。", "databus-actor must have 1 to 100 characters.");

        return new CallerIdentity(role == OperatorRole, Value(headers, SourceHeader, ""), actor);
    }

    /// <summary>Refuses all but operators.</summary>
    /// <exception cref="HubException">PERMISSION_DENIED.</exception>
    public void DemandOperator()
    {
        if (!IsOperator)
            throw HubMessages.OperatorsOnly();
    }

    /// <summary>Refuses all but a source itself and operators.</summary>
    /// <exception cref="HubException">PERMISSION_DENIED.</exception>
    public void DemandOwner(string source)
    {
        if (!IsOperator && Source != source)
            throw HubMessages.OwnerOnly(source);
    }

    private static void DemandNear(HttpContext request)
    {
        if (request.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
            throw Unauthenticated("只接受本机的调用。", "Only calls from this machine are accepted.");
    }

    private static string Value(Func<string, string?> headers, string name, string otherwise) =>
        headers(name) is { Length: > 0 } value ? Uri.UnescapeDataString(value) : otherwise;

    private static HubException Unauthenticated(string zh, string en) => new(new Refusal(StatusCode.Unauthenticated, "UNKNOWN_CALLER", zh, en));
}
