using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Access;

/// <summary>A caller whose identity was proven: what the call declares about itself must agree with it, and adds nothing but the source.</summary>
internal static class ProvenCaller
{
    /// <param name="name">Who it is.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="HubException">PERMISSION_DENIED: it declares another role, or a source that is not its own.</exception>
    public static CallerIdentity Of(CallerName name, HttpContext call)
    {
        var source = Value(call, Callers.SourceHeader);
        if (source.Length > 0 && !name.Covers(source))
            throw Denied("SOURCE_NOT_COVERED",
                $"{name} 不能代表数源 {source}：databus-source 应为该部门自己的数源（部门 tax 的数源形如 tax.…）。",
                $"{name} cannot speak for the source {source}: databus-source must be a source of that bureau itself (those of bureau tax look like tax.…).");
        var role = Value(call, Callers.RoleHeader);
        if (role.Length > 0 && !IsRole(role, source, name.Role))
            throw Denied("ROLE_MISMATCH",
                $"调用声明 databus-role 为 {role}，而其身份是 {name}：身份由证书或令牌决定，不必声明。",
                $"The call declares databus-role {role}, but is {name}: the certificate or token tells who it is, there is no need to declare it.");
        return new CallerIdentity(name.Role, name.ToString(), source, name.ToString());
    }

    // A reader with a source is that source, also where nothing is proven.
    private static bool IsRole(string declared, string source, CallerRole role) =>
        declared == role.ToString().ToLowerInvariant() || (declared == "reader" && source.Length > 0 && role == CallerRole.Source);

    private static string Value(HttpContext call, string header) => Uri.UnescapeDataString(call.Request.Headers[header].ToString());

    private static HubException Denied(string reason, string zh, string en) => new(new Refusal(StatusCode.PermissionDenied, reason, zh, en));
}
