namespace DataBus.SampleBureaus.Lists;

/// <summary>The statistics bureau's marks: above scale, technology services, emerging industries, research.</summary>
internal static class StatisticsLists
{
    private const string Source = "statistics.marks";

    private const string Header = "统一社会信用代码,企业名称,名录年度,行业代码,规上类别,纳统年份,退出年份,规变强年份,科技服务业,战新类别,高技术制造业,有研发活动";

    public static IEnumerable<SampleList> Make(World world)
    {
        var rows = Enumerable.Range(0, 60).Select(number => Row(world, number)).ToList();
        // The year of entry lies after that of the directory: a warning, stored all the same.
        rows[2][5] = 2027;
        yield return SampleList.Of(Source, "marks", Header, rows);
        yield return ProgressList.Of(Source, "区统计局", 5);
    }

    private static object?[] Row(World world, int number)
    {
        var organisation = world.Organisations[number];
        var industry = organisation.Industry[..1] == "C";
        var above = number % 3 != 0;
        return
        [
            organisation.Uscc, organisation.Name, 2026, organisation.Industry, !above ? "规下" : industry ? "规上工业" : "规上服务业", above ? 2022 + number % 5 : null, null,
            above && number % 12 == 1 ? 2026 : null, !industry, industry && number % 2 == 0 ? "高端装备制造" : null, industry && number % 4 == 0, above && number % 5 < 2,
        ];
    }
}
