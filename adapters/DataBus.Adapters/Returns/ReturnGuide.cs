using System.Globalization;
using DataBus.Adapters.Sources.Files;
using DataBus.Adapters.Templates;
using DataBus.V1;
using DocumentFormat.OpenXml.Spreadsheet;

namespace DataBus.Adapters.Returns;

/// <summary>The sheet that tells the bureau what came back, why, by when, and how to give the corrected rows back.</summary>
internal static class ReturnGuide
{
    private static readonly TimeSpan _shanghai = TimeSpan.FromHours(8);

    /// <summary>The sheet.</summary>
    /// <param name="returned">What came back.</param>
    /// <param name="days">Days that operators have set in the calendar.</param>
    public static Worksheet Of(IReadOnlyList<ListReturnedResponse> returned, IReadOnlyList<DaySet> days)
    {
        var data = new SheetData();
        var number = 0u;
        foreach (var (style, texts) in Lines(returned, days))
            data.Append(SheetCell.Row(++number, texts, _ => style));
        return new Worksheet(new Columns(Column(1, 24), Column(2, 100)), data);
    }

    private static IEnumerable<(TemplateStyle Style, IReadOnlyList<string> Texts)> Lines(IReadOnlyList<ListReturnedResponse> returned, IReadOnlyList<DaySet> days)
    {
        yield return (TemplateStyle.Title, ["数据退回表"]);
        yield return (TemplateStyle.Guide, ["数源部门", returned[0].Bureau]);
        yield return (TemplateStyle.Guide, ["数源", returned[0].Item.Source]);
        yield return (TemplateStyle.Guide, ["退回", $"{returned.Count} 行"]);
        foreach (var reason in returned.GroupBy(one => one.Reason))
            yield return (TemplateStyle.Guide, ["退回原因", $"{reason.Key} ({reason.Count()} 行)"]);
        foreach (var due in returned.GroupBy(one => (From: DayOf(one), one.Item.Due)).OrderBy(one => one.Key.Due, StringComparer.Ordinal))
            yield return (TemplateStyle.Guide, ["更正期限", $"{due.Key.Due}{WorkingDaysOf(due.Key.From, due.Key.Due, days)}, {due.Count()} 行"]);
        var isOfFiles = returned.Any(one => one.Item.Pass.StartsWith(FileLedger.PassPrefix, StringComparison.Ordinal));
        foreach (var (place, text) in Steps(isOfFiles).Index())
            yield return (TemplateStyle.Guide, [$"办法 {place + 1}", text]);
        yield return (TemplateStyle.Header, ["问题", "行数"]);
        foreach (var problem in returned.SelectMany(one => one.Item.Violations.Where(violation => violation.Severity == Severity.Error).DistinctBy(violation => violation.Rule))
            .GroupBy(violation => violation.Rule).OrderByDescending(problem => problem.Count()))
            yield return (TemplateStyle.Guide, [problem.Key, $"{problem.Count()} 行, 例如: {problem.First().MessageZh}"]);
    }

    // Only what came in a file goes back as a file.
    private static IEnumerable<string> Steps(bool isOfFiles)
    {
        if (!isOfFiles)
        {
            yield return $"本数源由适配器直接读取本部门的系统: 请在系统中更正. 标红的单元格有误, 批注和“{ReturnColumns.Problem}”列写明原因.";
            yield return "改好后不需要另外回复: 适配器下一次读到, 校验通过的行自动结案.";
            yield break;
        }
        yield return $"在工作表“{ReturnColumns.Sheet}”中直接更正. 标红的单元格有误, 批注和“{ReturnColumns.Problem}”列写明原因; 其余的列照原样, 也可一并更正.";
        yield return $"不要改列名, 不要删列, 不要加行, 不要改动带“{ReturnColumns.Prefix}”的列. 不更正的行可以删去. 请保持文本格式, 不要用公式, 不要合并单元格.";
        yield return "改好后把整个工作簿放进本数源原来的投递文件夹 (文件名不限, .xlsx), 适配器按原来的映射读入; 校验通过的行自动结案, 不需要另外回复.";
        yield return "这里只有允许出局的列, 其余的列照原文件不变. 要更正其中一列, 就在表中加上它的列名, 只填要改的行 (留空的照原文件).";
        yield return "本部门的系统也请一并更正: 报送全量清单的, 下一次报送会把系统中的原样再带回来, 错的仍会被搁置.";
        yield return "也可以不用本表, 在本部门的系统中更正, 随下一次报送进来即可: 内容改对了, 同样自动结案.";
    }

    private static string WorkingDaysOf(DateOnly? from, string due, IReadOnlyList<DaySet> days)
    {
        if (from is not { } day || !DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last))
            return "";
        var count = 0;
        while (day < last)
        {
            day = day.AddDays(1);
            count += WorkingDays.IsWorking(day, days) ? 1 : 0;
        }
        return $" (自 {from:yyyy-MM-dd} 退回起 {count} 个工作日)";
    }

    private static DateOnly? DayOf(ListReturnedResponse returned) =>
        returned.ReturnedAt is { } at ? DateOnly.FromDateTime(at.ToDateTimeOffset().ToOffset(_shanghai).DateTime) : null;

    private static Column Column(uint place, double width) => new() { Min = place, Max = place, Width = width, CustomWidth = true };
}
