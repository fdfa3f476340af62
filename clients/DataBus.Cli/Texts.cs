using System.Globalization;

namespace DataBus.Cli;

/// <summary>What <c>databus</c> says, in Chinese and English; a key has both.</summary>
internal sealed class Texts(bool chinese)
{
    public const string Chinese = "zh-CN";
    public const string English = "en";

    private static readonly Dictionary<string, (string Zh, string En)> _all = new()
    {
        ["root"] = ("津南区数据总线：查看、跟随、处置", "DataBus: look, follow, mend"),
        ["up"] = ("在本机启动整套交换：枢纽、示例部门、适配器、订阅方", "Start the whole exchange on this machine: hub, sample bureaus, adapters, a subscriber"),
        ["watch"] = ("跟随变更；JSON 输出为每行一帧", "Follow changes; as JSON, a frame a line"),
        ["get"] = ("查看一个主体的金记录", "Show the golden record of an entity"),
        ["list"] = ("列出一类主体", "List entities of a kind"),
        ["explain"] = ("说明每个分面的来历：推送、数源、版本、规则、时间", "Tell what stands behind each facet: push, source, version, rules, time"),
        ["indicators"] = ("列出量化指标", "List the indicators"),
        ["indicators.show"] = ("一项指标的定义、计算值、填报值与算式的各项", "One indicator: its definition, both numbers, what they are made of"),
        ["tasks"] = ("方案的二十一项任务：各单位进展、问题、时限，逾期与督办", "The plan's 21 tasks: progress by unit, problems, due dates, what is overdue or supervised"),
        ["meeting"] = ("调度会议", "Meetings"),
        ["meeting.freeze"] = ("冻结全部指标，作为一次调度会议的数字", "Freeze all figures for a meeting"),
        ["meeting.list"] = ("列出会议", "List the meetings"),
        ["meeting.show"] = ("一次会议冻结的数字与议定事项", "The figures that a meeting froze, and what it decided"),
        ["status"] = ("查看枢纽状态", "Show how the hub stands"),
        ["sources"] = ("数源", "Sources"),
        ["sources.list"] = ("列出数源", "List the sources"),
        ["sources.pause"] = ("暂停一个数源", "Pause a source"),
        ["sources.resume"] = ("恢复一个数源", "Let a paused source go on"),
        ["sources.sheet"] = ("对账单：每个批次读入多少行、各自结果如何", "Reconciliation sheets: the rows of each pass and what became of them"),
        ["sources.rebase"] = ("来源版本整体回退后重新比对：升一代，从头读，只发布差异", "After its versions went back: raise the generation, read anew, publish only differences"),
        ["ownership"] = ("归属：哪个数源写哪个分面", "Ownership: which source writes which facet"),
        ["ownership.list"] = ("列出归属与待生效的移交", "List who owns what, and the transfers that wait for their day"),
        ["ownership.transfer"] = ("把一个分面或其一部分移交给另一数源；不带 --yes 只预演", "Give a facet kind or a part of it to another source; without --yes only rehearsed"),
        ["code"] = ("代码表", "Code tables"),
        ["code.list"] = ("列出一个代码表", "List a code table"),
        ["code.add"] = ("给代码表增加一个代码；不带 --yes 只预演", "Add a code to a table; without --yes only rehearsed"),
        ["code.added"] = ("增加", "added"),
        ["code.contract"] = ("契约", "contract"),
        ["rule"] = ("校验规则", "Rules"),
        ["rule.list"] = ("列出规则及其级别", "List the rules with their severities"),
        ["rule.set"] = ("设定一条规则的级别；不带 --yes 只预演", "Give a rule another severity; without --yes only rehearsed"),
        ["severity.error"] = ("错误", "error"),
        ["severity.warning"] = ("告警", "warning"),
        ["severity.unspecified"] = ("契约规定", "the contract's"),
        ["failed"] = ("失败推送", "Failed pushes"),
        ["failed.list"] = ("列出失败推送", "List failed pushes"),
        ["failed.show"] = ("查看一条失败推送", "Show one failed push"),
        ["failed.replay"] = ("按现行规则重放", "Judge again with the rules of now"),
        ["failed.discard"] = ("丢弃（须写理由）", "Close for good, with a reason"),
        ["push"] = ("推送变更：每行一个 JSON", "Push changes: a JSON object a line"),
        ["verify"] = ("核对日志的哈希链", "Check the log's chain"),
        ["opt.hub"] = ("枢纽地址（默认取 DATABUS_HUB，再取 http://127.0.0.1:5080）", "The hub's address (default: DATABUS_HUB, then http://127.0.0.1:5080)"),
        ["opt.output"] = ("输出形式：table 或 json", "Output: table or json"),
        ["opt.lang"] = ("语言：zh-CN 或 en", "Language: zh-CN or en"),
        ["opt.actor"] = ("操作者姓名，记入日志", "Who acts, for the log"),
        ["opt.source"] = ("数源", "Source"),
        ["opt.facet"] = ("分面，如 enterprise.tier_label", "Facet kind, for example enterprise.tier_label"),
        ["opt.rule"] = ("规则编号", "Rule id"),
        ["opt.kind"] = ("种类：enterprise、platform、achievement、indicator", "Kind: enterprise, platform, achievement, indicator"),
        ["opt.limit"] = ("最多显示多少条", "At most so many"),
        ["opt.reason"] = ("理由", "Reason"),
        ["opt.take"] = ("冲突或歧义时选定此内容", "Choose this content where it is a conflict or ambiguous"),
        ["opt.now"] = ("只看此后的变更", "Only what comes from now on"),
        ["opt.bookmark"] = ("保存断点的文件：有则从断点继续，每帧之后更新", "File that keeps the bookmark: go on from it if it is there, updated after each frame"),
        ["opt.until-caught-up"] = ("追平后结束", "End when caught up"),
        ["opt.once"] = ("示例数据全部通过、订阅方追平后自行结束", "End by itself when all sample data has gone through and the subscriber has it"),
        ["opt.data"] = ("保留枢纽数据的目录", "Directory in which the hub's data is kept"),
        ["arg.key"] = ("主体键，如 enterprise/uscc/91120112712847285B", "Key, for example enterprise/uscc/91120112712847285B"),
        ["arg.indicator"] = ("指标代码，如 JN-05", "Code of an indicator, for example JN-05"),
        ["arg.task"] = ("任务代码，如 T-05；不写则列出全部", "Code of a task, for example T-05; all if absent"),
        ["arg.meeting"] = ("会议编号，如 2026-Q3", "Number of a meeting, for example 2026-Q3"),
        ["opt.title"] = ("会议名称", "Title of the meeting"),
        ["opt.date"] = ("召开日期 YYYY-MM-DD，默认今天", "The day on which it is held, YYYY-MM-DD; default: today"),
        ["opt.decision"] = ("议定事项，可多次：[T-05] 文字", "What was decided, may be given several times: [T-05] text"),
        ["opt.supervised"] = ("只列逾期或列入督办的", "Only what is overdue or supervised"),
        ["arg.ids"] = ("编号", "Ids"),
        ["arg.file"] = ("文件，- 为标准输入", "File, - for standard input"),
        ["arg.part"] = ("分面，或 分面:部分，如 enterprise.tier_label:M*", "Facet kind, or facet:part, for example enterprise.tier_label:M*"),
        ["arg.table"] = ("代码表，如 tier_code", "Code table, for example tier_code"),
        ["arg.code"] = ("代码", "Code"),
        ["arg.code-name"] = ("中文名称", "Chinese name"),
        ["opt.to"] = ("接收的数源", "The source that is to own it"),
        ["opt.bureau"] = ("新数源的部门名称", "Chinese name of the bureau of a new source"),
        ["opt.on"] = ("生效日期 YYYY-MM-DD（默认立即）", "Civil day YYYY-MM-DD from which on (default: now)"),
        ["opt.severity"] = ("级别：error、warn，或 contract 恢复契约规定", "Severity: error, warn, or contract for the contract's again"),
        ["opt.rule-source"] = ("只对这个数源（默认全部）", "For this source only (default: all)"),
        ["opt.until"] = ("最后有效日 YYYY-MM-DD（默认长期）", "Last day YYYY-MM-DD (default: until it is set again)"),
        ["opt.yes"] = ("真正执行；不带则只预演，什么也不改变", "Do it; without, it is only rehearsed and nothing changes"),
        ["examples"] = ("示例：", "Examples:"),
        ["usage"] = ("参数有误：{0}。用 {1} --help 查看用法。", "Wrong arguments: {0}. See {1} --help."),
        ["usage.and"] = ("；", "; "),
        ["usage.unknown"] = ("不认识“{0}”", "\"{0}\" is not known"),
        ["usage.command"] = ("缺少命令，应为 {0} 之一", "a command is missing, one of {0}"),
        ["usage.missing"] = ("缺少 {0}", "{0} is missing"),
        ["usage.value"] = ("{0} 的值“{1}”不对", "the value \"{1}\" of {0} is wrong"),
        ["usage.value-of"] = ("{0} 的值“{1}”不对，应为 {2} 之一", "the value \"{1}\" of {0} is wrong, it is one of {2}"),
        ["bad-key"] = ("“{0}”不是主体键，应形如 enterprise/uscc/91120112712847285B。", "\"{0}\" is no key; one looks like enterprise/uscc/91120112712847285B."),
        ["bad-kind"] = ("“{0}”不是种类，应为 enterprise、platform、achievement 或 indicator。", "\"{0}\" is no kind; use enterprise, platform, achievement or indicator."),
        ["no-indicator"] = ("没有指标 {0}，应为 JN-01 至 JN-22。", "There is no indicator {0}; there are JN-01 to JN-22."),
        ["no-task"] = ("没有任务 {0}，应为 T-01 至 T-21。", "There is no task {0}; there are T-01 to T-21."),
        ["frozen"] = ("会议 {0} 已冻结：{1} 项有数字，{2} 项没有，数字到修订 {3}。", "Meeting {0} is frozen: {1} indicators with a number, {2} without, as of revision {3}."),
        ["bad-hub"] = ("“{0}”不是枢纽地址，应形如 http://127.0.0.1:5080。", "\"{0}\" is no address of a hub; one looks like http://127.0.0.1:5080."),
        ["bad-line"] = ("第 {0} 行不是变更：{1}", "Line {0} is no change: {1}"),
        ["no-file"] = ("读不到文件 {0}：{1}", "The file {0} cannot be read: {1}"),
        ["verified"] = ("日志完好：{0} 条记录，到修订 {1}。", "The log is sound: {0} records, up to revision {1}."),
        ["damaged"] = ("日志有损：{0}", "The log is damaged: {0}"),
        ["verifying"] = ("已核对到修订 {0} / {1}", "Checked up to revision {0} / {1}"),
        ["pushed"] = ("已落盘，修订 {0}：接受 {1}，未变 {2}，已知 {3}，过旧 {4}，搁置 {5}，等待 {6}，拒收 {7}", "On disk, revision {0}: {1} accepted, {2} unchanged, {3} known, {4} stale, {5} held, {6} waiting, {7} refused"),
        ["exception"] = ("第 {0} 行 {1} {2}", "Line {0} {1} {2}"),
        ["push.partly"] = ("到第 {0} 行为止已经落盘；从第 {1} 行起未得到确认，可从该行再推，重复无害。", "Up to line {0} all is on disk; from line {1} on nothing was acknowledged: push again from there, repeating does no harm."),
        ["push.progress"] = ("已推送 {0} / {1} 行", "{0} of {1} lines pushed"),
        ["no-bookmark"] = ("断点文件 {0} 不能用：{1}", "The bookmark file {0} cannot be used: {1}"),
        ["fact.id"] = ("编号", "id"),
        ["fact.source"] = ("数源", "source"),
        ["fact.raw"] = ("原始行", "raw"),
        ["fact.change"] = ("变更", "change"),
        ["fact.live"] = ("现行内容", "live"),
        ["state.unspecified"] = ("未知", "unknown"),
        ["state.held"] = ("搁置", "held"),
        ["state.waiting"] = ("等待", "waiting"),
        ["state.replayed"] = ("已重放", "replayed"),
        ["state.settled"] = ("已了结", "settled"),
        ["state.discarded"] = ("已丢弃", "discarded"),
        ["rebased"] = ("已升至第 {1} 代，修订 {0}；来源将从头读取。", "Generation {1} from revision {0} on; the source is read from its beginning."),
        ["end.unspecified"] = ("进行中", "open"),
        ["end.whole"] = ("完整", "whole"),
        ["end.failed"] = ("失败", "failed"),
        ["end.setaside"] = ("搁置", "set aside"),
        ["end.alreadyread"] = ("已读过", "already read"),
        ["planned"] = ("待生效：{0} {1} 由 {2} 移交 {3}，{4} 起", "planned: {0} {1} from {2} to {3} on {4}"),
        ["rehearsed"] = ("预演（截至修订 {0}）：现行内容 {1} 条、搁置 {2} 条；若再来会被搁置 {3} 条，重放可放行 {4} 条。", "Rehearsed as of revision {0}: {1} live contents, {2} held; {3} would be held if they came again, a replay would release {4}."),
        ["rehearsed.owner"] = ("将换手的现行地址 {0} 个，其中未结失败推送 {1} 条。", "{0} live addresses would change hands, with {1} open failed pushes."),
        ["rehearsed.releases"] = ("可放行的编号：{0}（共 {1}）", "would be released: {0} ({1} in all)"),
        ["rehearsed.yes"] = ("什么也没有改变；要执行请加 --yes。", "Nothing was changed; add --yes to do it."),
        ["more"] = ("共 {0} 条，显示 {1} 条。", "{0} in all, {1} shown."),
        ["done"] = ("完成，修订 {0}。", "Done, revision {0}."),
        ["none"] = ("没有。", "None."),
        ["resync"] = ("断点已失效，须重新取快照：{0}", "The bookmark cannot be resumed, take a snapshot: {0}"),
        ["caught-up"] = ("已追平，修订 {0}", "caught up at revision {0}"),
        ["unreachable"] = ("连不上枢纽 {0}：请确认它已启动（databus up），或用 --hub 指定地址。", "The hub {0} cannot be reached: start it (databus up), or name another by --hub."),
    };

    /// <summary>The keys with both texts, for the test that they are complete.</summary>
    public static IReadOnlyDictionary<string, (string Zh, string En)> All => _all;

    public bool IsChinese { get; } = chinese;

    public string this[string key] => IsChinese ? _all[key].Zh : _all[key].En;

    public string Format(string key, params object?[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The language asked for on the command line, else the machine's: English only where it says so.</summary>
    public static Texts For(string[] args)
    {
        var at = Array.IndexOf(args, "--lang");
        var asked = at >= 0 && at + 1 < args.Length ? args[at + 1] : args.FirstOrDefault(arg => arg.StartsWith("--lang=", StringComparison.Ordinal))?[7..];
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return new Texts(asked is not null ? asked != English : locale?.StartsWith("en", StringComparison.Ordinal) != true);
    }
}
