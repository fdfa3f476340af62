using DataBus.V1;

namespace DataBus.Cli;

/// <summary>Reconciliation sheets as a table: a line a pass, whose parts must sum to the rows read.</summary>
internal static class PassSheetTable
{
    public static void Show(CliContext context, IEnumerable<PassSheet> sheets) => context.Output.Table(
        context.Texts.IsChinese
            ? ["批次", "文件", "结束", "结果", "读入", "接受", "未变", "已知", "过旧", "搁置", "等待", "拒收", "范围外", "删除", "差额"]
            : ["pass", "file", "closed", "end", "read", "accepted", "unchanged", "known", "stale", "held", "waiting", "refused", "out of scope", "deleted", "difference"],
        sheets.Select(sheet => Row(sheet, context.Texts)));

    private static IReadOnlyList<string> Row(PassSheet sheet, Texts texts)
    {
        var tallies = sheet.Tallies;
        return
        [
            sheet.Pass, sheet.File?.Name ?? "", DistrictTime.Text(sheet.ClosedAt), texts[$"end.{sheet.End}".ToLowerInvariant()], $"{sheet.RowsRead}",
            $"{tallies.Accepted}", $"{tallies.Unchanged}", $"{tallies.Known + tallies.SeenAgain}", $"{tallies.Stale}", $"{tallies.Held}",
            $"{tallies.Waiting}", $"{tallies.Refused}", $"{tallies.OutOfScope}", $"{tallies.Deleted}", $"{sheet.Difference}",
        ];
    }
}
