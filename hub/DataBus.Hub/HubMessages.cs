using Grpc.Core;

namespace DataBus.Hub;

/// <summary>Refusals that several parts give, in the words that people read.</summary>
internal static class HubMessages
{
    /// <summary>INVALID_ARGUMENT with everything that is wrong.</summary>
    public static HubException Invalid(IReadOnlyList<RequestFlaw> flaws, string reason = "INVALID_REQUEST") => new(new Refusal(
        StatusCode.InvalidArgument, reason,
        $"请求有 {flaws.Count} 处错误：{string.Join(" ", flaws.Select(static flaw => $"{flaw.Shown}: {flaw.Zh}"))}",
        $"The request has {flaws.Count} error(s): {string.Join(" ", flaws.Select(static flaw => $"{flaw.Shown}: {flaw.En}"))}")
    { Violations = [.. flaws.Select(static flaw => (flaw.Field, $"{flaw.Zh} {flaw.En}"))] });

    /// <summary>INVALID_ARGUMENT with one thing that is wrong.</summary>
    public static HubException Invalid(string field, string zh, string en) => Invalid([new RequestFlaw(field, zh, en)]);

    /// <summary>PERMISSION_DENIED: the caller sees nothing of a facet kind.</summary>
    public static HubException FacetClosed(string name, string zh) => new(new Refusal(
        StatusCode.PermissionDenied, "FACET_CLOSED",
        $"{name}（{zh}）不对调用者开放：不能选取，也不能用作条件。",
        $"{name} is closed to the caller: it can neither be chosen nor be a condition."));

    /// <summary>NOT_FOUND: nothing (that the caller may see) has this name.</summary>
    public static HubException NotFound(string name) => new(new Refusal(
        StatusCode.NotFound, "NOT_FOUND", $"没有找到 {name}。", $"{name} was not found."));

    /// <summary>PERMISSION_DENIED: the hub's own source.</summary>
    public static HubException HubOnly(string source) => new(new Refusal(
        StatusCode.PermissionDenied, "HUB_ONLY",
        $"数源 {source} 只由枢纽自己写入：指标由枢纽计算，填报请走 science.observations。",
        $"The source {source} is the hub's own: figures are computed there; report observations as science.observations."));

    /// <summary>FAILED_PRECONDITION: the view that a listing reads is not kept any more.</summary>
    public static HubException PageTokenExpired() => new(new Refusal(
        StatusCode.FailedPrecondition, "PAGE_TOKEN_EXPIRED",
        "翻页标记已过期（保留 60 秒），请从第一页重新开始。", "The page token has expired (it is good for 60 s); start again with the first page."));

    /// <summary>FAILED_PRECONDITION: what is asked for is older than what is kept.</summary>
    public static HubException BelowFloor(ulong revision, ulong floor) => new(new Refusal(
        StatusCode.FailedPrecondition, "BELOW_FLOOR",
        $"修订 {revision} 早于保留的日志：日志自 {floor} 起完整，更早的只留现行内容。",
        $"Revision {revision} is older than what is kept: the log is whole from {floor} on; of what was before, only what still stands."));

    /// <summary>OUT_OF_RANGE: the caller knows a revision that this history has not.</summary>
    public static HubException BeyondHead(ulong revision, ulong head) => new(new Refusal(
        StatusCode.OutOfRange, "REVISION_BEYOND_HEAD",
        $"修订 {revision} 在日志末尾 {head} 之后：枢纽恢复过，或不是同一个枢纽，请从头重读。",
        $"Revision {revision} is above the head {head}: the hub was restored, or is another one; read anew."));

    /// <summary>UNAVAILABLE: the hub stops.</summary>
    public static Refusal Stopping { get; } = new(
        StatusCode.Unavailable, "STOPPING", "数据总线正在停止，请稍后从断点继续。", "The hub is stopping; go on from where you are, a little later.")
    { RetryAfter = TimeSpan.FromSeconds(1) };

    /// <summary>INVALID_ARGUMENT: the bytes are no message of this contract.</summary>
    public static Refusal Unreadable { get; } = new(
        StatusCode.InvalidArgument, "UNREADABLE", "请求不是本契约的消息，无法解析。", "The request is no message of this contract; it cannot be parsed.");

    /// <summary>INTERNAL: a fault of the hub.</summary>
    public static Refusal Fault(string traceId) => new(
        StatusCode.Internal, "FAULT",
        $"数据总线内部出错，日志中的编号是 {traceId}。", $"The hub failed; its log has the cause under {traceId}.")
    { Metadata = new Dictionary<string, string> { ["trace_id"] = traceId } };
}
