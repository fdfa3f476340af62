namespace DataBus.Cli.Readers;

/// <summary>What <c>databus readers</c> says.</summary>
internal static class ReaderTexts
{
    public static IReadOnlyDictionary<string, (string Zh, string En)> All { get; } = new Dictionary<string, (string Zh, string En)>
    {
        ["readers"] = ("订阅名：每个订阅方读到哪里", "Names of subscriptions: how far each reader is"),
        ["readers.list"] = ("列出订阅名、已确认到哪里、还差多少、为什么", "List the names, what they have acknowledged, what they lack, and why"),
        ["readers.show"] = ("查看一个订阅名", "Show one name"),
        ["readers.seek"] = ("移动一个订阅名：从某个修订、时刻或快照继续；记入日志", "Move a name: it goes on behind a revision, at a time or with a snapshot; stands in the log"),
        ["readers.drop"] = ("删除不再使用的订阅名；记入日志", "Drop a name that nobody uses; stands in the log"),
        ["readers.rejected"] = ("列出订阅方拒收的变更", "List the changes that readers rejected"),
        ["readers.settle"] = ("关闭一条已处理的拒收", "Close a rejection that was settled"),
        ["opt.all-rejections"] = ("也列出已关闭的", "Closed ones too"),
        ["opt.to-snapshot"] = ("从快照重新开始", "Begin with a snapshot"),
        ["opt.to-time"] = ("从这一时刻起提交的（北京时间）", "What was committed from this time on (+08:00)"),
        ["arg.revision"] = ("变更的修订", "Revision of the change"),
        ["reader.to"] = ("请给出 --to-revision、--to-time 或 --to-snapshot 之一。", "Give --to-revision, --to-time or --to-snapshot, one of them."),
        ["readerfact.rejected"] = ("未处理的拒收", "rejected, not settled"),
        ["opt.reader"] = ("订阅名：由枢纽记住读到哪里，显示之后即确认", "Durable name: the hub keeps how far it is; what was shown is acknowledged"),
        ["opt.from-time"] = ("从这一时刻（北京时间，如 2026-07-01T08:00）起提交的", "What was committed from this time on (+08:00), for example 2026-07-01T08:00"),
        ["opt.from-revision"] = ("从这一修订之后起", "What stands behind this revision"),
        ["arg.reader"] = ("订阅名", "Name of the reader"),
        ["reader.current"] = ("已到末端", "current"),
        ["reader.filtered"] = ("已到末端，其后没有它要的", "nothing more for it"),
        ["reader.slowreader"] = ("确认得慢", "slow reader"),
        ["reader.neveracknowledged"] = ("从未确认", "never acknowledged"),
        ["reader.disconnected"] = ("未连接", "disconnected"),
        ["reader.unspecified"] = ("未知", "unknown"),
        ["reader.none"] = ("没有订阅名 {0}。", "There is no reader {0}."),
        ["readerfact.owner"] = ("所有者", "owner"),
        ["readerfact.filter"] = ("跟随", "follows"),
        ["readerfact.created"] = ("建立于", "created"),
        ["readerfact.connected"] = ("连接自", "connected since"),
        ["readerfact.disconnected"] = ("断开于", "disconnected at"),
        ["readerfact.acknowledged"] = ("已确认到", "acknowledged"),
        ["readerfact.acknowledged-at"] = ("确认于", "acknowledged at"),
        ["readerfact.sent"] = ("已发出到", "sent"),
        ["readerfact.lag"] = ("相差修订数", "lag in revisions"),
        ["readerfact.waiting"] = ("最早未确认的变更", "oldest not acknowledged"),
        ["readerfact.why"] = ("原因", "why"),
    };
}
