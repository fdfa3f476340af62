using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>The tax bureau's lists beside the returns: relief of high-tech enterprises (closed), and consents of taxpayers.</summary>
internal static class TaxLists
{
    private const string Source = "tax.relief";

    private const string ReliefHeader =
        "统一社会信用代码,企业名称,纳税年度,是否享受,申报日期,高企证书编号,高新收入,收入总额,研发费用,科技人员数,职工总数,应纳税所得额,减免税额";

    private const string ConsentHeader =
        "统一社会信用代码,企业名称,授权书编号,授权范围,纳税年度,被授权单位,被授权单位代码,用途,签署日期,期限起,期限止,状态,撤回日期";

    public static IEnumerable<SampleList> Make(World world)
    {
        var random = world.RandomOf(Source);
        var relief = Enumerable.Range(0, 16).Select(number => Relief(world, random, number)).ToList();
        // More from high technology than there was in all: held.
        relief[5][6] = "99999999";
        yield return SampleList.Of(Source, "relief", ReliefHeader, relief);
        yield return SampleList.Of(Source, "consents", ConsentHeader, Enumerable.Range(0, 8).Select(number => Consent(world, number)));
        yield return ProgressList.Of(Source, "区税务局", 21, 10);
    }

    private static object?[] Relief(World world, Random random, int number)
    {
        var organisation = world.Organisations[number / 2 * 7];
        var income = random.Next(200, 3000) * 10_000m;
        var (profit, staff) = (income / 10, random.Next(20, 300));
        var year = 2024 + number % 2;
        return
        [
            organisation.Uscc, organisation.Name, year, true, new DateOnly(year + 1, 5, 20), string.Create(CultureInfo.InvariantCulture, $"示例GR2023{number / 2:D4}"),
            income * 0.8m, income, income / 20, staff / 5, staff, profit, profit / 10,
        ];
    }

    private static object?[] Consent(World world, int number)
    {
        var organisation = world.Organisations[number * 7];
        var signed = new DateOnly(2026, number + 1, 10);
        var (revoked, bank) = (number == 4, world.Organisations[500]);
        return
        [
            organisation.Uscc, organisation.Name, string.Create(CultureInfo.InvariantCulture, $"SQ-2026-{number + 1:D3}"),
            number % 2 == 0 ? "enterprise.rd_deduction" : "enterprise.rd_deduction;enterprise.tax_relief", "2024;2025", "科技金融中心示例银行", bank.Uscc, "创新积分贷授信",
            signed, signed, signed.AddYears(1).AddDays(-1), revoked ? "撤回" : "有效", revoked ? signed.AddMonths(2) : null,
        ];
    }
}
