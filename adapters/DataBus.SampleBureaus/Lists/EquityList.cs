using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>Shares that government funds or state-owned enterprises took, gave up or received for an achievement.</summary>
internal static class EquityList
{
    private const string Header = "统一社会信用代码,企业名称,事件编号,股东类别,事件类别,股东名称,股东代码,发生日期,金额（万元）,变动前比例,变动后比例,基金,作价成果";

    public static SampleList Of(string source, World world, string holder)
    {
        string[] kinds = ["增资", "受让", "作价入股", "退出"];
        return SampleList.Of(source, "equity-events", Header, Enumerable.Range(0, 6).Select(number =>
        {
            var (organisation, kind) = (world.Organisations[number], kinds[number % kinds.Length]);
            var (before, after) = kind == "退出" ? (5, 0) : (0, 5);
            return new object?[]
            {
                organisation.Uscc, organisation.Name, string.Create(CultureInfo.InvariantCulture, $"GQ-{holder}-{number + 1:D2}"), holder, kind, $"示例{holder}",
                world.Organisations[510].Uscc, new DateOnly(2026, number + 2, 9), kind == "作价入股" ? null : (number + 1) * 150, before, after,
                holder == "政府基金" ? World.FundKey(1) : null, kind == "作价入股" ? World.AchievementKey(number) : null,
            };
        }));
    }
}
