using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>Contests, roadshows, trainings and matchings with what came of them.</summary>
internal static class ActivityList
{
    private const string Header =
        "发证机关,平台证书编号,活动编号,主办单位,活动类别,活动名称,起始日期,结束日期,地点,参加人次,参加企业数,项目数,意向数,签约数,签约金额（万元）,落地企业,成效";

    private static readonly string[] _kinds = ["大赛", "路演", "培训", "撮合"];

    public static SampleList Of(string source, World world, string organiser, int count)
    {
        var random = world.RandomOf(source);
        var parks = world.PlatformsOf("大学科技园");
        return SampleList.Of(source, "activities", Header, Enumerable.Range(0, count).Select(number =>
        {
            var (place, kind, day) = (parks[number % parks.Count], _kinds[number % _kinds.Length], new DateOnly(2026, 2 + number, 18));
            var deals = kind == "培训" ? 0 : random.Next(1, 6);
            return new object?[]
            {
                place.Kind.Agency, place.Certificate, string.Create(CultureInfo.InvariantCulture, $"HD-{organiser}-{number + 1:D2}"), organiser, kind, $"海河示例{kind}（第{number + 1}场）",
                day, day.AddDays(number % 2), place.Name, random.Next(60, 400), random.Next(10, 80), kind == "培训" ? null : random.Next(10, 40), deals * 2, deals,
                deals * 120, deals == 0 ? null : world.Organisations[number].Uscc, $"签约 {deals} 项",
            };
        }));
    }
}
