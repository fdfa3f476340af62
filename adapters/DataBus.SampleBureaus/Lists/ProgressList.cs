namespace DataBus.SampleBureaus.Lists;

/// <summary>What a unit tells of its tasks of the plan, quarter by quarter.</summary>
internal static class ProgressList
{
    private const string Header = "任务代码,单位,期间,状态,完成进度,进展,问题,下步措施,本期时限,数据时点,是否督办,督办编号,责任岗位";

    private static readonly (string Period, DateOnly End)[] _quarters = [("2026Q2", new(2026, 6, 30)), ("2026Q3", new(2026, 9, 30))];

    /// <summary>Makes the list of one unit; its first task is behind and supervised in the last quarter.</summary>
    public static SampleList Of(string source, string unit, params int[] tasks) => SampleList.Of(source, "progress", Header,
        from task in tasks
        from quarter in _quarters
        let behind = task == tasks[0] && quarter == _quarters[^1]
        select new object?[]
        {
            $"T-{task:D2}", unit, quarter.Period, behind ? "滞后" : "推进中", $"{(behind ? 38 : 55)}%", "按计划推进，示例数",
            behind ? "配套条件未落实" : null, behind ? "专班协调，月底前落实" : "按季推进", quarter.End.AddMonths(3), quarter.End, behind,
            behind ? $"DB-2026-{task:D2}" : null, "业务科科长",
        });
}
