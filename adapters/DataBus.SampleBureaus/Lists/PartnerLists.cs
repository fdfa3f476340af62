using System.Globalization;
using DataBus.SampleBureaus.Platforms;

namespace DataBus.SampleBureaus.Lists;

/// <summary>What the platforms' operators offer and who booked it; activities of the science association; members of consortia.</summary>
internal static class PartnerLists
{
    private const string Source = "platform-operators.services";

    private const string OfferHeader = "发证机关,平台证书编号,服务编号,服务类别,服务名称,设备设施,设备原值（万元）,收费标准,计价单位,年开放机时,状态,预约岗位";

    private const string BookingHeader = "发证机关,平台证书编号,事件编号,服务编号,状态,使用单位,使用单位代码,预约日期,服务起,服务止,机时,收入（元）,技术合同";

    private const string MemberHeader = "发证机关,平台证书编号,成员代码,角色,平台类型,成员名称,加入日期,退出日期,承担任务";

    private static readonly string[] _kinds = ["中试", "检验检测", "产业诊断", "设施开放", "概念验证", "小试"];

    public static IEnumerable<SampleList> Make(World world)
    {
        var random = world.RandomOf(Source);
        var hosts = world.PlatformsOf("中试平台").Concat(world.PlatformsOf("概念验证中心")).ToList();
        yield return SampleList.Of(Source, "offers", OfferHeader, Enumerable.Range(0, 12).Select(number => Offer(hosts[number % hosts.Count], random, number)));
        var bookings = Enumerable.Range(0, 24).Select(number => Booking(world, hosts[number % hosts.Count], random, number)).ToList();
        // Ended before it began: held.
        (bookings[6][4], bookings[6][8], bookings[6][9]) = ("完成", new DateOnly(2026, 8, 9), new DateOnly(2026, 8, 1));
        yield return SampleList.Of(Source, "bookings", BookingHeader, bookings);
        yield return ActivityList.Of("science-association.activities", world, "区科协", count: 4);
        yield return SampleList.Of("science.platforms", "members", MemberHeader, world.PlatformsOf("创新联合体").SelectMany(platform => Members(world, platform)));
    }

    private static string OfferNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"FWX-{number + 1:D3}");

    private static object?[] Offer(Platform host, Random random, int number) =>
    [
        host.Kind.Agency, host.Certificate, OfferNumber(number), _kinds[number % _kinds.Length], $"示例{_kinds[number % _kinds.Length]}服务", "示例设备", random.Next(50, 3000),
        random.Next(3, 90) * 100, "机时", random.Next(500, 4000), number == 11 ? "暂停" : "开放", "运营部主管",
    ];

    private static object?[] Booking(World world, Platform host, Random random, int number)
    {
        string[] states = ["完成", "完成", "预约", "取消"];
        var (customer, state, booked) = (world.Organisations[number], states[number % states.Length], new DateOnly(2026, 3 + number % 8, 4));
        var served = state == "完成";
        return
        [
            host.Kind.Agency, host.Certificate, string.Create(CultureInfo.InvariantCulture, $"YY-2026-{number + 1:D4}"), OfferNumber(number % 6), state, customer.Name, customer.Uscc, booked,
            served ? booked.AddDays(7) : null, served ? booked.AddDays(9) : null, served ? random.Next(4, 60) : null, served ? random.Next(5, 300) * 100 : null,
            number % 8 == 0 ? World.ContractKey(number + 1) : null,
        ];
    }

    private static IEnumerable<object?[]> Members(World world, Platform platform)
    {
        var units = world.Organisations.Take(5).Select(one => (one.Uscc, one.Name)).Concat(world.Universities.Select(one => (one.Uscc, one.Name)));
        return units.Select((unit, number) => new object?[]
        {
            platform.Kind.Agency, platform.Certificate, unit.Uscc, number == 0 ? "牵头单位" : "成员单位", platform.Kind.Name, unit.Name, new DateOnly(2025, 1, 1), null,
            number == 0 ? "牵头攻关" : "联合攻关",
        });
    }
}
