using DataBus.V1;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Templates;

/// <summary>The sheet that tells how a template is filled, column by column.</summary>
internal static class GuideSheet
{
    /// <summary>The sheet of a layout.</summary>
    public static Worksheet Of(TemplateLayout layout)
    {
        var data = new SheetData();
        var number = 0u;
        foreach (var (style, texts) in Lines(layout))
            data.Append(SheetCell.Row(++number, texts, _ => style));
        return new Worksheet(new Columns(Column(1, 34), Column(2, 90), Column(3, 30)), data);
    }

    private static IEnumerable<(TemplateStyle Style, IReadOnlyList<string> Texts)> Lines(TemplateLayout layout)
    {
        var spec = layout.Facet.Spec;
        yield return (TemplateStyle.Title, [$"{spec.Zh} 填报模板"]);
        yield return (TemplateStyle.Guide, ["分面", layout.Facet.Name]);
        yield return (TemplateStyle.Guide, ["契约版本", ContractVersion.Current]);
        yield return (TemplateStyle.Guide, ["数源部门", spec.Provider]);
        yield return (TemplateStyle.Guide, ["共享属性", Sharing(spec)]);
        foreach (var (place, text) in Steps(layout).Index())
            yield return (TemplateStyle.Guide, [$"填法 {place + 1}", text]);
        yield return (TemplateStyle.Header, ["列名", "填法", "示例"]);
        var example = TemplateExample.Of(layout);
        var column = 1;
        foreach (var (header, hint) in layout.Keys.SelectMany(key => key.Headers.Select(name => (name, TemplateHint.Of(layout, key))))
            .Concat(layout.Fields.Select(field => (field.Header, TemplateHint.Of(field)))))
            yield return (TemplateStyle.Guide, [header, hint, example[column++]]);
    }

    private static IEnumerable<string> Steps(TemplateLayout layout)
    {
        yield return $"在工作表“{layout.Sheet}”从第 4 行起填, 一行一条. 前三行 (列名、说明、示例) 不会被读取; 列名不要改, 也不要删列、加列.";
        yield return "带 * 的列必填. 所有单元格都是文本格式, 请不要改成数字或日期格式, 不要用公式, 不要合并单元格.";
        yield return layout.Facet.IsEvent
            ? "一行是一件事, 事件编号不可重复. 已报过的不必再填."
            : "一行是这一项的全部内容: 留空的列即没有内容, 会替换以前报过的. 没有填在表里的行不受影响.";
        yield return "“标记”列请留空; 读取后退回的表在这里写明原因, 有误的单元格标红并附批注. 改好后整表重新投递即可, 已收下的行不会重复.";
        if (layout.Fields.Any(column => column.Field.IsRepeated))
        {
            yield return "一格填多项时, 一行一项 (Alt+Enter 换行), 也可用分号隔开; 多条记录的格子一行一条, 各项按次序用 | 分隔. "
                + "内容里本来就有 | ; 或反斜杠的, 前面加一个反斜杠.";
        }
    }

    private static string Sharing(FacetSpec spec) => spec.Sharing switch
    {
        SharingClass.Unconditional => "无条件共享",
        SharingClass.Conditional => $"有条件共享: {spec.Condition}",
        _ => $"不予共享: {spec.Condition}",
    };

    private static Column Column(uint place, double width) => new() { Min = place, Max = place, Width = width, CustomWidth = true };
}
