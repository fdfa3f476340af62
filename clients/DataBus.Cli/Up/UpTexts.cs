using DataBus.V1;

namespace DataBus.Cli.Up;

/// <summary>The sentences of <c>up</c> in one language.</summary>
internal sealed class UpTexts(Texts language)
{
    private readonly bool _chinese = language.IsChinese;

    public IReadOnlyList<string> Columns => _chinese
        ? ["数源", "部门", "读入", "接受", "未变", "已知", "过旧", "搁置", "等待", "拒收", "滞后"]
        : ["source", "bureau", "read", "accepted", "unchanged", "known", "stale", "held", "waiting", "refused", "lag"];

    public IReadOnlyList<string> IndicatorColumns => _chinese ? ["指标", "名称", "计算值", "填报值", "2027 目标"] : ["code", "name", "computed", "reported", "2027 target"];

    public string Addresses(string grpc, string http, string samples) => _chinese
        ? $"枢纽 gRPC {grpc} · HTTP {http} · 示例部门的文件在 {samples}(仅供演示,不用于生产)"
        : $"hub gRPC {grpc} · HTTP {http} · the sample bureaus' files are in {samples} (for trying out, not for production)";

    /// <summary>What to type in a second terminal, so that it calls this hub with the identities that were made; empty without TLS.</summary>
    public string Identities(string grpc, UpIdentities? identities) => identities is null ? ""
        : $"{(_chinese ? "在另一个终端" : "in a second terminal")}: export DATABUS_HUB={grpc} DATABUS_CERT={identities.Folder} DATABUS_CA={identities.Authority}";

    public string Progress(UpReport report) => _chinese
        ? $"读入 {report.Pushed} 条:接受 {report.Accepted},未变 {report.Unchanged},已知 {report.Known},过旧 {report.Stale},搁置 {report.Held},等待 {report.Waiting},拒收 {report.Refused};修订 {report.Head},订阅方到 {report.Subscriber.Revision}"
        : $"{report.Pushed} read: {report.Accepted} accepted, {report.Unchanged} unchanged, {report.Known} known, {report.Stale} stale, {report.Held} held, {report.Waiting} waiting, {report.Refused} refused; revision {report.Head}, the subscriber is at {report.Subscriber.Revision}";

    public string Source(SourceReport one) => _chinese
        ? $"{one.Source}:读入 {one.Read},接受 {one.Accepted},未变 {one.Unchanged},已知 {one.Known},过旧 {one.Stale},搁置 {one.Held},等待 {one.Waiting},拒收 {one.Refused}"
        : $"{one.Source}: {one.Read} read, {one.Accepted} accepted, {one.Unchanged} unchanged, {one.Known} known, {one.Stale} stale, {one.Held} held, {one.Waiting} waiting, {one.Refused} refused";

    /// <summary>That delivery is closed; empty: it is not.</summary>
    public string Closed(DeliveryClosed? closed) => closed is null ? "" : ClosedText.Of(closed, language);

    public string Restarted(string part) => _chinese ? $"{part} 意外结束,已重新启动。" : $"{part} ended unexpectedly and was started again.";

    public string Subscriber(UpReport report) => _chinese
        ? $"修订 {report.Head} · 订阅方 {report.Subscriber.Revision}(差 {Behind(report)}) · 企业 {report.Entities.Enterprise} · 平台 {report.Entities.Platform} · 成果 {report.Entities.Achievement} · Ctrl-C 停止"
        : $"revision {report.Head} · subscriber {report.Subscriber.Revision} ({Behind(report)} behind) · enterprises {report.Entities.Enterprise} · platforms {report.Entities.Platform} · achievements {report.Entities.Achievement} · Ctrl-C stops";

    public string Lag(TimeSpan? since) => since is not { } age ? "–" : _chinese ? $"{age.TotalSeconds:0} 秒" : $"{age.TotalSeconds:0} s";

    private static ulong Behind(UpReport report) => report.Head > report.Subscriber.Revision ? report.Head - report.Subscriber.Revision : 0;
}
