using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.Lists;

/// <summary>Registered technical contracts: both amounts, both places, some pending, cancelled or replaced.</summary>
internal static class ContractLists
{
    private const string Header =
        "登记编号,合同名称,合同类型,合同子类,卖方,卖方代码,卖方地区,买方,买方代码,买方地区,签订日,登记日,有效期起,有效期止,成交总额（万元）,技术交易额（万元）,"
        + "金额待补正,支付方式,知识产权类型,专利,技术领域,服务目标,计划来源,涉外,登记机构,登记员代码,减免税（元）,状态,撤销日期,被替代编号,项目,技术经理人";

    private static readonly (string Kind, string Subkind, string Name)[] _kinds =
        [("技术开发", "委托开发", "委托开发"), ("技术服务", "一般技术服务", "测试服务"), ("技术转让", "技术秘密转让", "技术秘密转让"), ("技术许可", "专利实施许可", "实施许可"), ("技术咨询", "技术咨询", "咨询")];

    private static readonly string[] _payments = ["一次总付", "分期支付", "提成支付", "附条件支付"];

    public static IEnumerable<SampleList> Make(World world)
    {
        var random = world.RandomOf("contracts");
        var rows = Enumerable.Range(1, 36).Select(number => Row(world, random, number)).ToList();
        // More technology than the whole; a buyer with a wrong check character; neither side in the district (a warning).
        rows[30][15] = 99_999;
        rows[31][8] = CodeMaker.WithWrongCheck((string)rows[31][8]!);
        (rows[32][6], rows[32][9]) = ("120104", "110108");
        yield return SampleList.Of("industry.contracts", "contracts", Header, rows);
    }

    private static object?[] Row(World world, Random random, int number)
    {
        var (kind, subkind, name) = _kinds[number % _kinds.Length];
        var (seller, buyer, product) = (random.Pick(world.Institutions), world.Organisations[number], Products.All[number % Products.All.Count].Product);
        var signed = new DateOnly(2025 + number % 2, 1 + number % 10, 6);
        var (pending, cancelled, total) = (number == 11, number == 12, random.Next(20, 1500));
        return
        [
            World.ContractNumber(number), $"{product}{name}合同", kind, subkind, seller.Name, seller.Uscc, "120112", buyer.Name, buyer.Uscc, number % 4 == 0 ? "120104" : "120112",
            signed, signed.AddDays(20), signed, signed.AddYears(2), pending ? null : total, pending ? null : total * 8 / 10, pending, _payments[number % _payments.Length],
            kind == "技术许可" ? "发明专利" : "技术秘密", null, product, "工商业发展", "企业自筹", false, "津南区技术合同登记站", "DJ-01", number % 3 == 0 ? total * 600 : null,
            cancelled ? "撤销" : "登记", cancelled ? new DateOnly(2026, 9, 1) : null, number == 13 ? World.ContractNumber(12) : null, number <= 3 ? World.ProjectKey(number) : null,
            number % 5 == 0 ? BrokerLists.Code(number / 5) : null,
        ];
    }
}
