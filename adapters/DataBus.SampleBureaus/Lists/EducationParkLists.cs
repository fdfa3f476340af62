using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>The education park's lists: its enterprises and where they came from, its universities, activities and duties.</summary>
internal static class EducationParkLists
{
    private const string Source = "education-park.residency";

    private const string OriginHeader =
        "统一社会信用代码,企业名称,来源方向,来源方式,落地日期,来源地,投资方,投资方代码,招商线索,招商项目,计划投资（万元）,产业链,责任岗位";

    private const string ItemHeader = "清单,项号,事项,院校代码,院校,联络官代码,责任单位,责任岗位,时限,完成日期,状态,进展,关联";

    private static readonly (string Region, string District)[] _regions =
        [("北京方向", "110108"), ("北京方向", "110105"), ("河北", "130100"), ("外省", "320100"), ("市内他区", "120104")];

    public static IEnumerable<SampleList> Make(World world)
    {
        var random = world.RandomOf(Source);
        yield return ParkList.Of(Source, world, "天开津南园", first: 0, count: 48);
        yield return SampleList.Of(Source, "origins", OriginHeader, Enumerable.Range(0, 20).Select(number => Origin(world, random, number)));
        yield return InstitutionList.Of(Source, world, ["高等学校", "高等职业学校"]);
        yield return ActivityList.Of(Source, world, "海教园管委会", count: 6);
        yield return SampleList.Of(Source, "list-items", ItemHeader, Enumerable.Range(0, 12).Select(number => Item(world, number)));
        yield return ProgressList.Of(Source, "海教园管委会", 7, 6, 11);
    }

    private static object?[] Origin(World world, Random random, int number)
    {
        var organisation = world.Organisations[number];
        // More than half come from Beijing, as the plan hopes.
        var (region, district) = number < 12 ? _regions[number % 2] : _regions[2 + number % 3];
        return
        [
            organisation.Uscc, organisation.Name, region, number % 3 == 0 ? "迁入" : "投资新设", new DateOnly(2026, 1 + number % 10, 8), district, "示例控股集团", null,
            string.Create(CultureInfo.InvariantCulture, $"XS-2026-{number + 1:D3}"), "示例项目", random.Next(200, 9000), random.Pick(Products.All).Chain, "招商一部主管",
        ];
    }

    private static object?[] Item(World world, int number)
    {
        string[] lists = ["成果清单", "需求清单", "服务清单"];
        var school = world.Universities[number % world.Universities.Count];
        var done = number % 4 == 0;
        return
        [
            lists[number % lists.Length], number + 1, $"第{number + 1}项示例事项", school.Uscc, school.Name, $"LLG-{number % world.Universities.Count + 1:D2}", "海教园管委会",
            "科技处处长", new DateOnly(2026, 12, 31), done ? new DateOnly(2026, 10, 20) : null, done ? "完成" : "办理中", "已对接", World.AchievementKey(number + 1),
        ];
    }
}
