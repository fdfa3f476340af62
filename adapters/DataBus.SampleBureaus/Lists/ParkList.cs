namespace DataBus.SampleBureaus.Lists;

/// <summary>The register of a park: who is registered there, who has moved in, who has left.</summary>
internal static class ParkList
{
    private const string Header =
        "统一社会信用代码,企业名称,园区,状态,园区注册日期,入驻日期,迁出日期,科技型,载体楼宇,使用面积,来源院校代码,来源院校,项目名称";

    public static SampleList Of(string source, World world, string park, int first, int count)
    {
        var random = world.RandomOf(park);
        var rows = Enumerable.Range(first, count).Select(number => Row(world, random, park, number)).ToList();
        // A day of entry before the park was founded cannot be: the registration comes later, and the row is held.
        (rows[^1][3], rows[^1][5], rows[^1][6]) = ("入驻", new DateOnly(2015, 1, 1), null);
        return SampleList.Of(source, "residency", Header, rows);
    }

    private static object?[] Row(World world, Random random, string park, int number)
    {
        var organisation = world.Organisations[number];
        var registered = new DateOnly(2024 + number % 3, 1 + number % 10, 12);
        var (movedIn, left) = (number % 3 != 2, number % 11 == 9);
        var school = movedIn && park == "天开津南园" ? random.Pick(world.Universities) : null;
        return
        [
            organisation.Uscc, organisation.Name, park, left ? "迁出" : movedIn ? "入驻" : "注册未入驻", registered, movedIn || left ? registered.AddDays(40) : null,
            left ? registered.AddDays(200) : null, number % 5 != 4, $"示例楼{number % 6 + 1}号", movedIn ? random.Next(40, 900) : null, school?.Uscc, school?.Name,
            movedIn ? "示例入驻项目" : null,
        ];
    }
}
