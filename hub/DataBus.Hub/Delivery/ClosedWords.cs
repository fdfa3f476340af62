using DataBus.Hub.Entities;

namespace DataBus.Hub.Delivery;

/// <summary>That delivery is closed, in the words that everybody is told: readers, operators, who looks at the hub's health.</summary>
internal static class ClosedWords
{
    public static string Zh(ClosedDelivery closed) =>
        $"自修订号 {closed.Revision} 起日志进入新的纪元（恢复、副本或丢失），对外投递已关闭，直到运维人员核对恢复点之后的授权与擦除并执行：databus delivery open --reason \"…\"。";

    public static string En(ClosedDelivery closed) =>
        $"The log began a new epoch at revision {closed.Revision} (restored, copied or lost), and delivery is closed until an operator has looked after grants and "
        + "erasures that came later, and runs: databus delivery open --reason \"…\".";
}
