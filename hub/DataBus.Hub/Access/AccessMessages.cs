using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Access;

/// <summary>Refusals of callers, in the words that people read.</summary>
internal static class AccessMessages
{
    /// <summary>UNAUTHENTICATED: nobody knows who calls.</summary>
    public static HubException Unauthenticated(string reason, string zh, string en) => new(new Refusal(StatusCode.Unauthenticated, reason, zh, en));

    /// <summary>PERMISSION_DENIED: callers of this role may not.</summary>
    public static HubException RoleDenied(CallerRole role, IReadOnlyList<CallerRole> allowed) => new(new Refusal(
        StatusCode.PermissionDenied, "ROLE_DENIED",
        $"只有{string.Join("、", allowed.Select(Zh))}可以这样做，您是{Zh(role)}：请换用相应的身份（没有 TLS 时在调用中声明 databus-role 或 databus-source）。",
        $"Only {string.Join(", ", allowed.Select(En))} may do this; you are {En(role)}: call with such an identity (without TLS, declare databus-role or databus-source)."));

    /// <summary>PERMISSION_DENIED: only the source itself, or an operator where it may look, may.</summary>
    public static HubException OwnerOnly(string source) => new(new Refusal(
        StatusCode.PermissionDenied, "OWNER_ONLY",
        $"只有数源 {source} 自己或运维人员可以这样做，写入则只有数源自己：没有 TLS 时在调用中声明 databus-source: {source}。",
        $"Only the source {source} itself or an operator may do this, and only the source itself may write: without TLS, declare databus-source: {source} with the call."));

    /// <summary>PERMISSION_DENIED: the contract says of nobody that he may.</summary>
    public static HubException NoPolicy(string name) => new(new Refusal(
        StatusCode.PermissionDenied, "NO_POLICY", $"{name} 没有访问规定，一律拒绝。", $"{name} has no access policy and is refused to everybody."));

    private static string Zh(CallerRole role) => role switch
    {
        CallerRole.Reader => "应用（reader）",
        CallerRole.Source => "数源（source）",
        CallerRole.Operator => "运维人员（operator）",
        CallerRole.Security => "安全管理员（security）",
        CallerRole.Auditor => "审计管理员（auditor）",
        _ => "未知身份",
    };

    private static string En(CallerRole role) => role.ToString().ToLowerInvariant();
}
