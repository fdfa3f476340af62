namespace DataBus.Cli.Mirror;

/// <summary>What <c>databus mirror</c> says.</summary>
internal static class MirrorTexts
{
    public static IReadOnlyDictionary<string, (string Zh, string En)> All { get; } = new Dictionary<string, (string Zh, string En)>
    {
        ["mirror"] = ("把总线内容写成数据库表，每个分面一张，并随变更更新", "Keep the bus as tables of a database, one a facet, up to date"),
        ["opt.mirror-to"] = ("写到哪里：sqlite:文件", "Where to: sqlite:FILE"),
        ["mirror.target"] = ("“{0}”不是可写的库，应为 sqlite:文件。", "\"{0}\" is no database to write to; it is sqlite:FILE."),
        ["mirror.nothing"] = ("所给的种类和分面没有对应的表。", "No table comes of these kinds and facets."),
        ["mirror.scope"] = ("该库是按“{0}”建立的，现在要的是“{1}”；请另用一个文件。", "The database was made for \"{0}\", asked is \"{1}\": use another file."),
        ["mirror.type"] = ("表 {0} 的列 {1} 类型为 {2}，应为 {3}；请另用一个文件。", "The column {1} of the table {0} is {2} and should be {3}: use another file."),
        ["mirror.failed"] = ("库 {0} 不能用：{1}", "The database {0} cannot be used: {1}"),
    };
}
