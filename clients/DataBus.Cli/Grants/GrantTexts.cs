namespace DataBus.Cli.Grants;

/// <summary>Texts of <c>databus grant</c> and <c>databus describe</c>.</summary>
internal static class GrantTexts
{
    public static IReadOnlyDictionary<string, (string Zh, string En)> All { get; } = new Dictionary<string, (string, string)>
    {
        ["grant"] = ("授权：谁可以为什么用途读哪些信息面的哪些字段，到什么时候", "Grants: who may read which fields of which facets, for what, until when"),
        ["grant.list"] = ("列出现行授权", "List the grants that stand"),
        ["grant.check"] = ("核对一份授权文件，说明应用后会怎样；不改动", "Check a file of grants and tell what applying it would change"),
        ["grant.apply"] = ("应用一份授权文件：整体替换现行授权，5 秒内作用于打开的订阅", "Apply a file of grants in the place of those that stand; open streams follow within 5 s"),
        ["grant.explain"] = ("说明一个调用者看得到什么，因哪条授权", "Tell what a caller sees, and by which grants"),
        ["describe"] = ("说明自己可以读写什么：信息面、不显示的字段、授权与期限", "Tell what you may read and write: facets, withheld fields, grants and until when"),
        ["arg.grants"] = ("授权文件（YAML，见 docs/access）", "File of grants (YAML, see docs/access)"),
        ["arg.grantee"] = ("调用者，例如 app/dashboard、bureau/science", "A caller, for example app/dashboard, bureau/science"),
        ["opt.grantee"] = ("只看这个被授权者的", "Only of this grantee"),
        ["opt.grants-version"] = ("所依据的授权版本；已被别人改过时拒绝", "The version that yours is based on; refused if another stands"),
        ["grant.none"] = ("从未应用过授权：各方只看得到无条件共享的信息面（不含个人信息）和自己写入的。", "No grants were ever applied: everybody sees facets of unconditional sharing without personal fields, and what is its own."),
        ["grant.version"] = ("版本 {0}，{1} 由 {2} 应用：{3}", "Version {0}, applied {1} by {2}: {3}"),
        ["grant.added"] = ("新增：{0}", "New: {0}"),
        ["grant.altered"] = ("改动：{0}", "Altered: {0}"),
        ["grant.removed"] = ("取消：{0}", "Ended: {0}"),
        ["grant.same"] = ("与现行授权（版本 {0}）相同，没有改动。", "The same as what stands (version {0}); nothing changes."),
        ["grant.rehearsed"] = ("文件正确；以上是相对现行版本 {0} 的改动，尚未应用。", "The file is sound; the above is what it would change of version {0}. Nothing is applied."),
        ["grant.applied"] = ("已应用，现为版本 {0}；看到的内容有变的订阅会收到 resync。", "Applied; the version is {0} now. Streams that see more or less by it get resync."),
        ["grant.file"] = ("{0}：最外层应只有 grants:。", "{0}: at the top there must be grants: and nothing else."),
        ["grant.unreadable"] = ("无法读取 {0}：{1}", "{0} cannot be read: {1}"),
        ["grant.yaml"] = ("{0} 第 {1} 行不是 YAML：{2}", "{0}, line {1} is no YAML: {2}"),
        ["grant.fields"] = ("{0} 中有授权没有的字段或值：{1}", "{0} has a field or value that grants do not have: {1}"),
        ["describe.caller"] = ("调用者 {0}，数源 {1}；授权版本 {2}，契约版本 {3}", "Caller {0}, source {1}; grants version {2}, contract version {3}"),
        ["sharing.Unspecified"] = ("未说明", "not said"),
        ["sharing.Unconditional"] = ("无条件共享", "unconditional"),
        ["sharing.Conditional"] = ("有条件共享", "conditional"),
        ["sharing.NotShared"] = ("不予共享", "not shared"),
        ["treatment.Absent"] = ("不给出", "absent"),
        ["treatment.Hashed"] = ("散列", "hashed"),
        ["treatment.Masked"] = ("掩码", "masked"),
    };
}
