using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>Use first, pay later: agreements with their milestones and payments, and the achievements that are offered.</summary>
internal static class ConversionLists
{
    private const string Source = ScienceLists.Source;

    private const string AgreementHeader =
        "成果编号,协议编号,供方,供方代码,需方,需方代码,签订日,免费期起,免费期止,触发条件,触发说明,里程碑,里程碑合计,提成比例,提成基数,累计应付,累计实付,数据时点,状态,终止日期,技术合同";

    private const string PaymentHeader = "成果编号,事件编号,协议编号,付款类别,里程碑编号,所属期间,应付日期,付款日期,金额";

    private const string OfferHeader =
        "成果编号,状态,可选方式,权利人,权利人代码,成果名称,技术领域,成熟度,挂出日期,有效期止,意向价格（万元）,免费期（月）,联系岗位";

    public static IEnumerable<SampleList> Make(World world)
    {
        var agreements = Enumerable.Range(1, 14).Select(number => Agreement(world, number)).ToList();
        // The milestones do not sum up to what was agreed: held.
        agreements[5][12] = 1;
        yield return SampleList.Of(Source, "agreements", AgreementHeader, agreements);
        yield return SampleList.Of(Source, "payments", PaymentHeader, Enumerable.Range(1, 14).Where(number => number % 3 == 0).SelectMany(Payments));
        yield return SampleList.Of("ip-center.operations", "availabilities", OfferHeader, Enumerable.Range(1, 20).Select(number => Offer(world, number)));
        yield return ProgressList.Of("ip-center.operations", "区知识产权运营中心", 4, 5);
    }

    private static string AgreementNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"XY-2026-{number:D3}");

    private static object?[] Agreement(World world, int number)
    {
        var (school, sme) = (world.Universities[number % world.Universities.Count], world.TechnologySmes[number]);
        var signed = new DateOnly(2026, number % 9 + 1, 12);
        var (paying, ended, price) = (number % 3 == 0, number == 13, number * 50_000);
        return
        [
            World.AchievementNumber(number), AgreementNumber(number), school.Name, school.Uscc, sme.Name, sme.Uscc, signed, signed, signed.AddYears(1).AddDays(-1), "产生收入;量产",
            "首次销售或量产", $"1|样机交付|{signed.AddMonths(6).Iso()}|{(paying ? signed.AddMonths(5).Iso() : "")}|{price}|{(paying ? price : "")};2|量产|{signed.AddMonths(18).Iso()}||{price * 2}|",
            price * 3, number % 2 == 0 ? 3 : null, number % 2 == 0 ? "产品销售收入" : null, paying ? price : 0, paying ? price : 0, SampleDays.Nights[^1],
            ended ? "终止" : paying ? "转付费" : "试用", ended ? signed.AddMonths(4) : null, paying ? World.ContractKey(number) : null,
        ];
    }

    private static IEnumerable<object?[]> Payments(int number)
    {
        var paid = new DateOnly(2026, 10, number);
        yield return [World.AchievementNumber(number), $"FK-{number:D3}-1", AgreementNumber(number), "里程碑", 1, null, paid.AddDays(10), paid, number * 50_000];
        if (number % 2 == 0)
            yield return [World.AchievementNumber(number), $"FK-{number:D3}-2", AgreementNumber(number), "提成", null, "2026Q3", paid.AddDays(10), paid, number * 1_500];
    }

    private static object?[] Offer(World world, int number)
    {
        var (school, product) = (world.Universities[number % world.Universities.Count], Products.All[number % Products.All.Count].Product);
        var free = number % 2 == 1;
        return
        [
            World.AchievementNumber(number), number <= 14 ? "已转化" : number % 4 == 0 ? "洽谈" : "可供", free ? "先使用后付费;许可" : "转让;作价入股", school.Name, school.Uscc, $"示例{product}成果",
            product, number % 3 == 0 ? "中试" : "小试", new DateOnly(2025, 12, 1), new DateOnly(2027, 12, 31), free ? null : number * 10, free ? 12 : null, "成果转化中心主管",
        ];
    }
}
