using System.Globalization;
using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Lists;

/// <summary>The industry bureau's lists: roles in the chains, products, theme parks, benefits, demands.</summary>
internal static class IndustryLists
{
    private const string Source = "industry.chain";

    private const string RoleHeader = "统一社会信用代码,企业名称,产业链,节点,角色,主要产品,认定日期,退出日期,链长岗位,本地配套率,上下游节点";

    private const string ProductHeader =
        "统一社会信用代码,企业名称,产品编号,产品名称,型号,产品类别,产业链,认定日期,认定文号,所用成果,上年销售额（万元）,首用单位";

    public static IEnumerable<SampleList> Make(World world)
    {
        var random = world.RandomOf(Source);
        var roles = Enumerable.Range(0, 24).Select(number => Role(world, random, number)).ToList();
        // A node of another chain: held. A code with a wrong check character: no key can be made of it.
        roles[7][3] = "生物医药·制剂";
        roles[8][0] = CodeMaker.WithWrongCheck((string)roles[8][0]!);
        yield return SampleList.Of(Source, "roles", RoleHeader, roles);
        yield return SampleList.Of(Source, "products", ProductHeader, Enumerable.Range(0, 10).Select(number => Product(world, random, number)));
        yield return ParkList.Of(Source, world, "海河集成电路产业主题园区", first: 60, count: 14);
        yield return BenefitList.Of(Source, world, ("首台套", "奖励"), ("首批次", "保费补贴"), ("设备更新", "贴息"));
        yield return DemandList.Of(Source, world, "区工信局");
        yield return ProgressList.Of(Source, "区工信局", 18, 9, 15);
    }

    private static object?[] Role(World world, Random random, int number)
    {
        var organisation = world.Organisations[number];
        var (chain, node, product) = Products.All[number % Products.All.Count];
        return
        [
            organisation.Uscc, organisation.Name, chain, $"{chain}·{node}", number < 4 ? "链主" : number % 3 == 0 ? "骨干" : "配套", product, new DateOnly(2025, 1 + number % 12, 1),
            null, "区政府分管副区长", random.Next(20, 70), null,
        ];
    }

    private static object?[] Product(World world, Random random, int number)
    {
        string[] kinds = ["爆款", "首台套", "首批次", "新产品"];
        var organisation = world.Organisations[number];
        var (chain, _, product) = Products.All[number];
        return
        [
            organisation.Uscc, organisation.Name, BenefitList.ProductNumber(number + 1), $"示例{product}", $"SL-{random.Next(100, 999)}", kinds[number % kinds.Length], chain,
            new DateOnly(2025, 12, 1), string.Create(CultureInfo.InvariantCulture, $"津示例工信〔2025〕{number + 1}号"), World.AchievementKey(number + 1), random.Next(300, 9000),
            number % 4 is 1 or 2 ? "示例用户单位" : null,
        ];
    }
}
