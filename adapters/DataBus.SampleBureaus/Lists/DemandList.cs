using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>Technical demands that one bureau gathered; the first became tasks.</summary>
internal static class DemandList
{
    private const string Header = "需求编号,征集渠道,需求名称,需求内容,提出单位,提出单位代码,产业链,技术领域,提出日期,期望日期,意向投入（万元）,状态,任务";

    public static string Number(int number) => string.Create(CultureInfo.InvariantCulture, $"XQ-2026-{number:D3}");

    public static SampleList Of(string source, World world, string channel)
    {
        var random = world.RandomOf(source + "demands");
        return SampleList.Of(source, "demands", Header, Enumerable.Range(1, 8).Select(number =>
        {
            var (organisation, (chain, _, product)) = (world.Organisations[number * 3], Products.All[number]);
            var tasked = number <= 3;
            return new object?[]
            {
                Number(number), channel, $"{product}关键技术", "示例需求内容", organisation.Name, organisation.Uscc, chain, product, new DateOnly(2026, number, 5), new DateOnly(2027, 6, 30),
                random.Next(50, 500), tasked ? "凝练" : number % 2 == 0 ? "对接" : "征集", tasked ? ScienceProjectLists.TaskKey(number) : null,
            };
        }));
    }
}
