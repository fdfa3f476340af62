using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>Funds, equity, financing and the products of the fintech centre; what state-owned enterprises invest.</summary>
internal static class FinanceLists
{
    private const string FundHeader =
        "备案编号,基金名称,基金类别,状态,管理人,管理人代码,设立日期,存续期止,认缴（万元）,实缴（万元）,区级认缴（万元）,已投（万元）,已投企业数,投资领域,数据时点";

    private const string FinancingHeader = "统一社会信用代码,企业名称,事件编号,融资方式,轮次,金额（万元）,日期,出资机构,基金,产品编号,年利率,期限,园区";

    private const string ProductHeader =
        "产品编号,产品名称,产品类别,提供机构,提供机构代码,最高额度（万元）,利率下限,利率上限,最长期限,适用梯度,风险分担,状态,上线日期,累计户数,累计金额（万元）";

    private const string InvestmentHeader =
        "统一社会信用代码,企业名称,项目编号,项目名称,年度,投入类别,预算（万元）,实际投入（万元）,数据时点,合作单位,揭榜项目";

    private static readonly string[] _fundKinds = ["引导基金", "子基金", "天使基金", "直投基金"];
    private static readonly string[] _products = ["创新积分贷", "知识产权质押贷", "信用贷", "担保"];
    private static readonly string[] _rounds = ["天使轮", "A轮", "B轮", "战略投资"];

    public static IEnumerable<SampleList> Make(World world)
    {
        yield return SampleList.Of("finance.funds", "funds", FundHeader, Enumerable.Range(1, 5).Select(number => Fund(world, number)));
        yield return EquityList.Of("finance.funds", world, "政府基金");
        yield return BenefitList.Of("finance.funds", world, ("专项资金", "补助"));
        yield return ProgressList.Of("finance.funds", "区财政局", 19, 13);
        yield return SampleList.Of("fintech-centre.financing", "financing-events", FinancingHeader, Enumerable.Range(0, 14).Select(number => Financing(world, number)));
        yield return SampleList.Of("fintech-centre.financing", "products", ProductHeader, _products.Select((name, number) => Product(world, name, number)));
        yield return SampleList.Of("soe.investment", "investments", InvestmentHeader, Enumerable.Range(1, 6).Select(number => Investment(world, number)));
        yield return EquityList.Of("soe.investment", world, "国有企业");
        yield return ProgressList.Of("soe.investment", "区国资委", 12);
    }

    private static object?[] Fund(World world, int number)
    {
        var size = number * 100_000;
        return
        [
            World.FundNumber(number), $"津南示例科创基金{number}号", _fundKinds[number % _fundKinds.Length], "投资期", "示例创投管理公司", world.Organisations[501].Uscc, new DateOnly(2022, number, 1),
            // The last fund paid in more than was committed: held.
            new DateOnly(2032, 12, 31), size, number == 5 ? size + 1 : size / 2, size / 4, size / 5, number * 4, "集成电路;新材料", SampleDays.Nights[^1],
        ];
    }

    private static object?[] Financing(World world, int number)
    {
        var (organisation, equity) = (world.Organisations[number], number % 2 == 0);
        return
        [
            organisation.Uscc, organisation.Name, string.Create(CultureInfo.InvariantCulture, $"RZ-2026-{number + 1:D3}"), equity ? "股权融资" : "银行贷款", equity ? _rounds[number % _rounds.Length] : null,
            (number + 1) * 200, new DateOnly(2026, 1 + number % 10, 25), equity ? $"示例创投|{world.Organisations[501].Uscc}|{(number + 1) * 1_500_000}" : $"示例银行|{world.Organisations[500].Uscc}|",
            equity ? World.FundKey(1) : null, equity ? null : "JR-2026-01", equity ? null : "3.2", equity ? null : 24, "天开津南园",
        ];
    }

    private static object?[] Product(World world, string name, int number) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"JR-2026-{number + 1:D2}"), $"津南示例{name}", name, "示例银行津南支行", world.Organisations[500].Uscc, 1000, "2.8", "3.6", 36, "T1;T2;M1;M2",
        "银行|60;担保公司|20;区风险补偿资金|20", number == 3 ? "暂停" : "开放", new DateOnly(2025, 6, 1), 12 * (number + 1), 5600 * (number + 1),
    ];

    private static object?[] Investment(World world, int number)
    {
        var organisation = world.Organisations[510 + number];
        string[] kinds = ["自主研发", "委托研发", "成果采购", "基金出资"];
        return
        [
            organisation.Uscc, organisation.Name, string.Create(CultureInfo.InvariantCulture, $"GQ-2026-{number:D2}"), "示例国企创新项目", 2026, kinds[number % kinds.Length], number * 300, number * 120,
            SampleDays.Nights[^1], world.Universities[0].Name, number == 1 ? World.ProjectKey(1) : null,
        ];
    }
}
