using DataBus.Hub.Entities;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>The refusals of the intake, each with what to do.</summary>
internal static class Refusals
{
    public static HubException NoSource(string source) => new(new Refusal(
        StatusCode.NotFound,
        "NO_SUCH_SOURCE",
        $"没有名为“{source}”的数源:请核对归属表(databus sources list)。",
        $"There is no source \"{source}\": see the ownership table (databus sources list)."));

    public static HubException LeaseHeld(string source, string holder) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "LEASE_HELD",
        $"数源 {source} 正由“{holder}”推送:请先停止它,或以 take_over 接管。",
        $"The source {source} is being pushed by \"{holder}\": stop it first, or take over.")
    {
        Metadata = new Dictionary<string, string> { ["source"] = source, ["holder"] = holder },
    });

    public static HubException DeliveryNotClosed() => new(new Refusal(
        StatusCode.FailedPrecondition, "DELIVERY_NOT_CLOSED", "对外投递没有关闭，无需打开。", "Delivery is not closed; there is nothing to open."));

    public static HubException GrantsMoved(ulong version) => new(new Refusal(
        StatusCode.Aborted, "GRANTS_MOVED",
        $"授权已由别人改过，现为版本 {version}：请先查看（databus grant list）再应用。", $"Other grants were applied meanwhile; the version is {version}: look at them (databus grant list), then apply yours."));

    public static HubException LeaseLost(SourceRow row) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "LEASE_LOST",
        $"数源 {row.Source} 已由“{row.Holder}”接管:本连接不再可写。",
        $"The source {row.Source} was taken over by \"{row.Holder}\": this stream may not write any more.")
    {
        Metadata = new Dictionary<string, string> { ["source"] = row.Source, ["holder"] = row.Holder },
    });

    public static HubException Paused(SourceRow row) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "SOURCE_PAUSED",
        $"数源 {row.Source} 已暂停：{BothTexts.Zh(row.PausedReason)}。处理后执行 databus sources resume {row.Source}。",
        $"The source {row.Source} is paused: {BothTexts.En(row.PausedReason)}. When mended: databus sources resume {row.Source}.")
    {
        Metadata = new Dictionary<string, string> { ["source"] = row.Source, ["reason"] = row.PausedReason },
    });

    public static HubException Position(SourceRow row, string before) => new(new Refusal(
        StatusCode.Aborted,
        "POSITION_MISMATCH",
        $"数源 {row.Source} 的位置是“{row.Position}”,不是“{before}”:请重新打开并从枢纽的位置继续。",
        $"The source {row.Source} stands at \"{row.Position}\", not at \"{before}\": open again and go on from the hub's position.")
    {
        Metadata = new Dictionary<string, string> { ["source"] = row.Source, ["position"] = row.Position },
    });

    public static HubException BelowFloor(SourceRow row, FileFacts file) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "FILE_BELOW_FLOOR",
        $"文件 {file.Name} 的日期 {file.AsOf} 早于数源 {row.Source} 已读完的全量 {row.SourceFloor}:应整体搁置。",
        $"The file {file.Name} is as of {file.AsOf}, older than the complete file of {row.SourceFloor} of {row.Source}: set it aside."));

    public static HubException CodeExists(string table, string code) => new(new Refusal(
        StatusCode.AlreadyExists,
        "CODE_EXISTS",
        $"代码表 {table} 已有代码“{code}”。",
        $"The table {table} has the code \"{code}\" already."));

    public static HubException OwnsAlready(string source, OwnedPart part) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "OWNS_ALREADY",
        $"{part.Facet} {part.Part} 已归数源 {source} 所有。",
        $"{part.Facet} {part.Part} is owned by the source {source} already."));

    public static HubException Overlaps(OwnedPart part, string source, OwnedPart other) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "OWNERSHIP_OVERLAPS",
        $"{part.Facet} “{part.Part}”与数源 {source} 所有的“{other.Part}”重叠:请按归属表中的写法整行移交(databus ownership list)。",
        $"{part.Facet} \"{part.Part}\" overlaps with \"{other.Part}\", which {source} owns: transfer the row as the table has it (databus ownership list).")
    {
        Metadata = new Dictionary<string, string> { ["source"] = source, ["part"] = other.Part },
    });

    public static HubException Failed(Exception cause) => new(
        new Refusal(
            StatusCode.Unavailable,
            "LOG_FAILED",
            "枢纽无法写入磁盘,在重启前不再接受数据;未确认的推送可原样重试。",
            "The hub cannot write to its disk and takes nothing more before a restart; what was not acknowledged may be retried as is."),
        cause);
}
