namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>Names of people who cannot exist: a surname and 示例, 样本 or 虚构. The bureau holds them plain; nobody else may.</summary>
internal static class FictionalPeople
{
    private static readonly string[] _surnames = ["张", "王", "李", "赵", "刘", "陈", "杨", "黄", "欧阳", "司徒", "诸葛", "上官"];

    private static readonly string[] _given = ["示例", "样本", "虚构"];

    public static string Make(Random random) =>
        random.Chance(0.02) ? "JOHN SAMPLE" : random.Pick(_surnames) + random.Pick(_given);
}
