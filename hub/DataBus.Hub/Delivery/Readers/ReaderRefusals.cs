using Grpc.Core;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>Why a named reader is refused, in the words that people read.</summary>
internal static class ReaderRefusals
{
    // Not ABORTED, after which clients come again by themselves: two programs of one name would take it from each other without end.
    public static Refusal TakenOver(string name) => new(
        StatusCode.FailedPrecondition, "TAKEN_OVER",
        $"订阅名 {name} 已由另一个流接管：一个名字同时只能有一个流。请确认没有两个程序使用同一个名字。",
        $"The name {name} was taken over by another stream: a name has one at a time. See that no two programs use it.");

    // ABORTED, after which clients come again by themselves: the hub knows where they go on.
    public static Refusal Sought(string name) => new(
        StatusCode.Aborted, "READER_SOUGHT",
        $"订阅名 {name} 的位置已由运维人员改变，请不带起点重新订阅。", $"An operator moved the name {name}: subscribe again without a start.");

    public static Refusal Dropped(string name) => new(
        StatusCode.FailedPrecondition, "READER_DROPPED",
        $"订阅名 {name} 已由运维人员删除。", $"An operator dropped the name {name}.");

    public static HubException NoChange(ulong revision) => new(new Refusal(
        StatusCode.FailedPrecondition, "NO_CHANGE", $"修订 {revision} 不是一条变更。", $"The revision {revision} is no change."));

    public static HubException BelowFloor(ulong floor) => new(new Refusal(
        StatusCode.FailedPrecondition, "BELOW_FLOOR",
        $"所给位置之后的一部分已经清理，现存最早为 {floor}。", $"Part of what follows was trimmed; the oldest kept is {floor}."));

    public static HubException OtherOwner(string name) => new(new Refusal(
        StatusCode.PermissionDenied, "OTHER_READER",
        $"订阅名 {name} 属于另一个调用者，请换一个名字。", $"The name {name} is another caller's; use a name of your own."));

    public static HubException TooMany(int limit) => new(new Refusal(
        StatusCode.ResourceExhausted, "TOO_MANY_READERS",
        $"订阅名已有 {limit} 个，不能再多；请由运维人员删除不用的：databus readers drop。",
        $"There are {limit} names already; an operator can drop those that nobody uses: databus readers drop."));

    public static HubException FollowsOther(string name) => HubMessages.Invalid(
        "name",
        $"订阅名 {name} 跟随的是另一个请求：请用原来的条件，或给出起点（如 snapshot）以改变它。",
        $"The name {name} follows another request: ask as before, or give a start (for example a snapshot) to change it.");

    public static HubException OtherSubscription(string name) => new(new Refusal(
        StatusCode.InvalidArgument, "OTHER_SUBSCRIPTION",
        $"断点不是订阅名 {name} 的流所给的。", $"The bookmark does not come from a stream of the name {name}."));

    public static HubException Unreadable() =>
        HubMessages.Invalid("bookmark", "断点无法读出，应原样给回收到的断点。", "The bookmark cannot be read; give one back exactly as it came.");

    public static HubException OtherEpoch() => new(new Refusal(
        StatusCode.FailedPrecondition, "EPOCH_CHANGED",
        "断点属于日志的另一段历史（例如恢复之前）：请重新订阅。", "The bookmark is of another history of the log, for example before a restore: subscribe anew."));

    public static HubException OtherHistory(ulong revision) => new(new Refusal(
        StatusCode.FailedPrecondition, "HISTORY_CHANGED",
        $"修订 {revision} 处的日志与断点不同：请重新订阅。", $"The log at {revision} is not the one that the bookmark comes from: subscribe anew."));

    public static HubException NotSent(string name, ulong revision) => new(new Refusal(
        StatusCode.FailedPrecondition, "NOT_SENT",
        $"订阅名 {name} 的流还没有发出到修订 {revision}：请订阅，并确认收到的内容。",
        $"The stream of {name} has not sent revision {revision} yet: subscribe, and acknowledge what comes."));
}
