namespace DataBus.Cli.Mirror;

/// <summary>What <c>databus mirror</c> says.</summary>
internal static class MirrorTexts
{
    public static IReadOnlyDictionary<string, (string Zh, string En)> All { get; } = new Dictionary<string, (string Zh, string En)>
    {
        ["mirror"] = ("把总线内容写成数据库表，每个分面一张，并随变更更新", "Keep the bus as tables of a database, one a facet, up to date"),
        ["opt.mirror-to"] = (
            "写到哪里：sqlite:文件、postgres:连接串、mysql:连接串；或由 env:变量名、file:文件 给出其中之一，口令不上命令行",
            "Where to: sqlite:FILE, postgres:CONNECTION, mysql:CONNECTION; or env:NAME, file:PATH where one of these stands, so that no password is on the command line"),
        ["opt.keep-changes"] = ("变动表 databus_change 保留的天数，0 为永久", "Days for which lines of databus_change are kept; 0: for ever"),
        ["opt.mirror-anew"] = ("从头重读；库原来按别的范围建立时也可以，用后旧行会清掉", "Read everything anew, also where the database was made for another scope: old rows are swept"),
        ["mirror.target"] = (
            "--to 应为 sqlite:文件、postgres:连接串或 mysql:连接串（也可写在 env:变量名 或 file:文件 里）。",
            "--to is sqlite:FILE, postgres:CONNECTION or mysql:CONNECTION (which may also stand in env:NAME or file:PATH)."),
        ["mirror.connection"] = (
            "{0} 的连接串读不懂：是否有不认识的设置，或值里的分号未加引号。", "The connection string for {0} cannot be read: is there an unknown setting, or a semicolon in a value without quotes?"),
        ["mirror.no-variable"] = ("没有环境变量 {0}。", "The environment has no {0}."),
        ["mirror.no-file"] = ("文件 {0} 读不到：{1}", "The file {0} cannot be read: {1}"),
        ["mirror.taken"] = ("{0} 正由另一个 databus mirror 写入；一个库只能有一个，先停掉那一个。", "Another databus mirror writes into {0}; a database takes only one: stop that one first."),
        ["mirror.mysql-old"] = (
            "该服务器没有区分大小写且不忽略尾部空格的 utf8mb4 排序规则；需要 MySQL 8.0.17 或 MariaDB 10.2 以上。",
            "The server has no utf8mb4 collation that heeds case and blanks at the end: MySQL 8.0.17 or MariaDB 10.2 or later is needed."),
        ["mirror.mysql-database"] = ("mysql 的连接串应写明 Database=。", "The connection string for mysql must say Database=."),
        ["mirror.nothing"] = ("所给的种类和分面没有对应的表。", "No table comes of these kinds and facets."),
        ["mirror.scope"] = ("该库是按“{0}”建立的，现在要的是“{1}”；请另用一个库，或加 --anew 从头重读（旧行会清掉）。", "The database was made for \"{0}\", asked is \"{1}\": use another one, or --anew, which reads everything again and sweeps the old rows."),
        ["mirror.type"] = ("表 {0} 的列 {1} 类型为 {2}，应为 {3}；请另用一个库。", "The column {1} of the table {0} is {2} and should be {3}: use another database."),
        ["mirror.check"] = (
            "核对镜像与枢纽是否一致：先追平，再按摘要比对并指出不同的行；一致才以 0 结束，不一致为 6",
            "Prove that a mirror is what the hub has: catch up, compare digests, name the rows that differ; ends with 0 only if equal, else 6"),
        ["opt.mirror-contents"] = ("也逐行核对各列的内容（找出库里被改动的）", "Compare the columns of every row too (finds what was edited in the tables)"),
        ["mirror.moved"] = ("核对时枢纽前进到修订 {0}，重新核对（第 {1} 次）。", "The hub went on to revision {0} meanwhile; comparing again (try {1})."),
        ["mirror.unsteady"] = ("每次核对时枢纽都在前进，没有结论；请在推送较少时再核对。", "The hub went on at each try, so nothing is proven; check again when less is pushed."),
        ["mirror.checked"] = ("{0}：修订 {1}，{2} 行，核对内容 {3} 行，不同 {4} 行", "{0}: revision {1}, rows {2}, contents compared {3}, different {4}"),
        ["mirror.equal"] = ("一致。", "Equal."),
        ["mirror.differs"] = (
            "不一致。停掉该库的 databus mirror，再从头重读一次（所带 --kind、--facet 等与平时相同）：databus mirror --to {0} --anew --once",
            "They differ. Stop the databus mirror of this database, and read it anew once (with the --kind, --facet and so on that it always has): databus mirror --to {0} --anew --once"),
        ["mirror.absent"] = ("没有库 {0}，没有可核对的。先用 databus mirror 建立它。", "There is no database {0}, and nothing to check. Make it with databus mirror first."),
        ["mirror.resync"] = ("从快照重新读取：{0} [{1}]", "Reading anew, from a snapshot: {0} [{1}]"),
        ["mirror.missing"] = ("镜像缺少", "missing"),
        ["mirror.surplus"] = ("镜像多出", "surplus"),
        ["mirror.older"] = ("镜像较旧", "older"),
        ["mirror.newer"] = ("镜像较新", "newer"),
        ["mirror.altered"] = ("内容被改", "altered"),
        ["col.mirror-what"] = ("差异", "difference"),
        ["col.mirror-row"] = ("行", "row"),
        ["col.mirror-hub"] = ("枢纽修订", "hub"),
        ["col.mirror-own"] = ("镜像修订", "mirror"),
        ["col.mirror-columns"] = ("列", "columns"),
        ["mirror.failed"] = ("库 {0} 不能用：{1}", "The database {0} cannot be used: {1}"),
    };
}
