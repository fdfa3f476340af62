using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>Technology brokers by code, with their trainings and deals; the lists hold no names.</summary>
internal static class BrokerLists
{
    private const string Header = "发证机关,平台证书编号,经理人代码,等级,取得日期,有效期止,专业领域,培训次数,培训学时,促成合同数,促成金额（万元）,促成合同,状态";

    public static string Code(int number) => string.Create(CultureInfo.InvariantCulture, $"JL-{number:D3}");

    public static IEnumerable<SampleList> Make(World world)
    {
        string[] levels = ["初级", "中级", "高级"];
        var bodies = world.PlatformsOf("技术转移机构");
        yield return SampleList.Of("technology-transfer.brokers", "brokers", Header, Enumerable.Range(1, 12).Select(number =>
        {
            var body = bodies[number % bodies.Count];
            var deals = number <= 7 ? 1 : 0;
            return new object?[]
            {
                body.Kind.Agency, body.Certificate, Code(number), levels[number % levels.Length], new DateOnly(2024, number, 1), new DateOnly(2027, 12, 31),
                Products.All[number % Products.All.Count].Product, number % 4 + 1, (number % 4 + 1) * 16, deals, deals * 80, deals > 0 ? World.ContractKey(number * 5) : null,
                number == 12 ? "离岗" : "在岗",
            };
        }));
    }
}
