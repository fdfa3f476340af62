using System.Net;
using System.Text;

namespace DataBus.Cli.Catalogue;

/// <summary>The Chinese data dictionary as one HTML page that needs nothing else: no script, no font, no network.</summary>
internal static class DictionaryPage
{
    private const string Style = """
        body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2em; line-height: 1.5; }
        table { border-collapse: collapse; margin: 0.5em 0 2em; }
        th, td { border: 1px solid #bbb; padding: 0.2em 0.6em; text-align: left; vertical-align: top; }
        th { background: #eee; }
        code { font-family: monospace; }
        dt { float: left; clear: left; width: 7em; color: #555; }
        dd { margin-left: 7em; }
        """;

    public static string Of(CatalogueDocument catalogue)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head><meta charset="utf-8"><title>数据总线数据字典 {Text(catalogue.Contract)}</title><style>
            {Style}
            </style></head>
            <body>
            <h1>数据总线数据字典</h1>
            <p>契约版本 {Text(catalogue.Contract)}：分面 {catalogue.Entries.Count} 个，信息项 {catalogue.Entries.Sum(static entry => entry.Fields.Count)} 个，代码表 {catalogue.CodeTables.Count} 张。代码表为随契约发布的版本，各枢纽可另行增补。</p>

            """);
        Contents(page, catalogue);
        foreach (var entry in catalogue.Entries)
            Section(page, entry);
        foreach (var table in catalogue.CodeTables)
            Section(page, table);
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static void Contents(StringBuilder page, CatalogueDocument catalogue)
    {
        foreach (var kind in catalogue.Entries.GroupBy(static entry => entry.Entity))
        {
            page.Append($"<h2>{Text(kind.Key)}</h2>\n<ul>\n");
            foreach (var entry in kind)
                page.Append($"<li><a href=\"#{entry.Code}\">{Text(entry.Name)}</a> <code>{entry.Code}</code></li>\n");
            page.Append("</ul>\n");
        }
    }

    private static void Section(StringBuilder page, CatalogueEntry entry)
    {
        page.Append($"<h2 id=\"{entry.Code}\">{Text(entry.Name)} <code>{entry.Code}</code></h2>\n<dl>\n");
        Fact(page, "所属主体", entry.Entity);
        Fact(page, "数源部门", entry.Provider);
        Fact(page, "共享属性", entry.Condition.Length == 0 ? entry.Sharing : $"{entry.Sharing}：{entry.Condition}");
        Fact(page, "更新方式", $"{entry.Shape}，{entry.Count}");
        Fact(page, "区分字段", string.Join("、", entry.InstanceKey));
        Fact(page, "分属字段", entry.PartField);
        Fact(page, "数源", string.Join("；", entry.Sources.Select(static source => $"{source.Source}（{source.Bureau}）{source.Part}")));
        page.Append("</dl>\n");
        Table(page, ["信息项", "名称", "类型", "单位", "格式", "代码表", "必填", "取值范围", "敏感级别", "说明"], entry.Fields.Select(RowOf));
    }

    private static void Section(StringBuilder page, CatalogueTable table)
    {
        page.Append($"<h2 id=\"table-{table.Name}\">代码表 <code>{table.Name}</code></h2>\n");
        Table(page, ["代码", "名称"], table.Codes.Select(static code => (string[])[Text(code.Code), Text(code.Name)]));
    }

    private static string[] RowOf(CatalogueField field) =>
    [
        $"<code>{Text(field.Path)}</code>",
        Text(field.Name),
        Text(field.Type),
        Text(field.Unit),
        Text(field.Format),
        field.CodeTable.Length == 0 ? "" : $"<a href=\"#table-{field.CodeTable}\">{field.CodeTable}</a>",
        field.Required ? "是" : "",
        Text(field.Range),
        Text(field.Class),
        Text(field.Comment),
    ];

    private static void Fact(StringBuilder page, string name, string value)
    {
        if (value.Length > 0)
            page.Append($"<dt>{name}</dt><dd>{Text(value)}</dd>\n");
    }

    private static void Table(StringBuilder page, string[] columns, IEnumerable<string[]> rows)
    {
        page.Append("<table>\n<tr>").AppendJoin("", columns.Select(static column => $"<th>{column}</th>")).Append("</tr>\n");
        foreach (var row in rows)
            page.Append("<tr>").AppendJoin("", row.Select(static cell => $"<td>{cell}</td>")).Append("</tr>\n");
        page.Append("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
