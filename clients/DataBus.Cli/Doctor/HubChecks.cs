using DataBus.Client;
using DataBus.V1;

namespace DataBus.Cli.Doctor;

/// <summary>Whether a hub answers, whether it fits this program, and whether its clock is right.</summary>
internal static class HubChecks
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _off = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _wrong = TimeSpan.FromMinutes(5);

    /// <param name="hub">Its address.</param>
    /// <param name="isGiven">Whether somebody named it: then it should be there.</param>
    /// <param name="time">The clock of this machine.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<Finding>> CheckAsync(string hub, bool isGiven, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new DataBusClient(new DataBusOptions { Hub = hub, RequestTimeout = _patience });
        var before = time.GetUtcNow();
        try
        {
            var status = await client.Operations.GetStatusAsync(cancellationToken);
            var middle = before + (time.GetUtcNow() - before) / 2;
            return [Reached(hub, status), Delivery(status.Closed), Contract(status.Contract), Clock(status.Now.ToDateTimeOffset() - middle)];
        }
        catch (DataBusException absent)
        {
            return [Absent(hub, isGiven, absent.Message)];
        }
    }

    public static Finding Contract(string hub)
    {
        var (theirs, ours) = (Version.Parse(hub), Version.Parse(ContractVersion.Current));
        if (theirs == ours)
            return Finding.Ok("contract", $"契约 {hub}，与本程序相同", $"Contract {hub}, the same as this program's");
        var what = new Said($"枢纽的契约是 {hub}，本程序是 {ours}", $"The hub's contract is {hub}, this program's is {ours}");
        if (theirs.Major != ours.Major)
            return Finding.Failed("contract", what, new("主版本不同，不能互通：请换用同一主版本。", "Another major version: they cannot talk; use the same."));
        return Finding.Warning("contract", what, theirs < ours
            ? new("请先升级枢纽：它拒绝自己不认识的字段。", "Upgrade the hub first: it refuses fields that it does not know.")
            : new("可以使用；请择时升级本程序。", "It works; upgrade this program when it suits."));
    }

    public static Finding Clock(TimeSpan ahead)
    {
        var what = new Said(
            $"枢纽时钟与本机相差 {ahead.TotalSeconds:0.0} 秒", $"The hub's clock differs from this machine's by {ahead.TotalSeconds:0.0} s");
        var todo = new Said("请用 chrony 或 NTP 校准两边的时钟：过早的时间会记成告警，日期会差一天。", "Set both clocks by chrony or NTP: times ahead become warnings, and dates may be a day off.");
        return ahead.Duration() switch
        {
            var off when off > _wrong => Finding.Failed("clock", what, todo),
            var off when off > _off => Finding.Warning("clock", what, todo),
            _ => Finding.Ok("clock", what.Zh, what.En),
        };
    }

    private static Finding Delivery(DeliveryClosed? closed) => closed is null
        ? Finding.Ok("delivery", "对外投递是开放的", "Delivery is open")
        : Finding.Warning(
            "delivery",
            new($"自修订号 {closed.Revision} 起为新的纪元，对外投递已关闭：订阅方和查询一律被拒", $"Delivery is closed since a new epoch began at revision {closed.Revision}: readers and queries are refused"),
            new("核对恢复点之后的授权与擦除，再执行：databus delivery open --reason \"…\"。", "Look after grants and erasures that came later, then: databus delivery open --reason \"…\"."));

    private static Finding Reached(string hub, GetStatusResponse status) => Finding.Ok(
        "hub",
        $"枢纽 {hub} 在运行，修订 {status.Head}，规则集 {status.RuleSet}",
        $"The hub {hub} is running at revision {status.Head} with rule set {status.RuleSet}");

    private static Finding Absent(string hub, bool isGiven, string why) => new(
        "hub",
        isGiven ? FindingState.Failed : FindingState.Warning,
        new($"连不上枢纽 {hub}：{why}", $"The hub {hub} cannot be reached: {why}"),
        new("启动它（databus up，或 dotnet run --project hub/DataBus.Hub），或用 --hub 指定地址；时钟与版本因此没有核对。",
            "Start it (databus up, or dotnet run --project hub/DataBus.Hub), or name another by --hub; clock and versions were not compared."));
}
