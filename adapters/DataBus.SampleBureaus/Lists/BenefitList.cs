using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>What enterprises were granted and paid under the policies that one bureau runs.</summary>
internal static class BenefitList
{
    private const string Header =
        "统一社会信用代码,企业名称,政策,兑现编号,支持方式,项目名称,年度,状态,批复文号,批复日期,批复金额（万元）,兑付日期,兑付金额（万元）,有效期止,产品编号,项目";

    public static string ProductNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"CP-2026-{number:D3}");

    public static SampleList Of(string source, World world, params (string Policy, string Kind)[] policies)
    {
        var random = world.RandomOf(source);
        var rows = Enumerable.Range(0, policies.Length * 4).Select(number => Row(world, random, policies[number % policies.Length], number)).ToList();
        // More paid than granted: held.
        (rows[^1][7], rows[^1][10], rows[^1][11], rows[^1][12]) = ("兑付", 10, new DateOnly(2026, 9, 1), 100);
        return SampleList.Of(source, "benefits", Header, rows);
    }

    private static object?[] Row(World world, Random random, (string Policy, string Kind) policy, int number)
    {
        var organisation = world.Organisations[number];
        var (granted, paid, amount) = (new DateOnly(2026, 1 + number % 6, 20), number % 3 != 2, random.Next(10, 300));
        return
        [
            organisation.Uscc, organisation.Name, policy.Policy, string.Create(CultureInfo.InvariantCulture, $"DX-{policy.Policy}-{number + 1:D3}"), policy.Kind, $"示例{policy.Policy}项目",
            2026, paid ? "兑付" : "批复", string.Create(CultureInfo.InvariantCulture, $"津南示例〔2026〕{number + 1}号"), granted, amount, paid ? granted.AddDays(60) : null, paid ? amount : null,
            policy.Kind == "券" ? new DateOnly(2027, 12, 31) : null, policy.Policy.StartsWith('首') ? ProductNumber(number + 1) : null,
            policy.Policy == "配套资金" ? World.ProjectKey(number % 5 + 1) : null,
        ];
    }
}
