using System.Globalization;

namespace DataBus.SampleBureaus.Organisations;

/// <summary>Makes the district's organisations from a seed.</summary>
internal static class OrganisationMaker
{
    /// <summary>So many organisations are registered; the first <see cref="KnownToAll"/> appear in other bureaus' books too.</summary>
    public const int Count = 800;

    /// <summary>Organisations whose registrations have no defect, so that other bureaus' rows meet them under one key.</summary>
    public const int KnownToAll = 600;

    private static readonly string[] _words =
        ["海棠", "晨光", "海河", "云帆", "青禾", "凌志", "星野", "博远", "瑞泽", "天工", "元启", "智汇", "禾木", "澄明", "远航", "极光", "新程", "恒信", "蓝湾", "启点"];

    private static readonly (string Trade, string Industry)[] _trades =
    [
        ("精密仪器", "C4011"), ("集成电路", "C3973"), ("工业控制", "C4014"), ("智慧家电", "C3851"), ("新材料", "C3985"),
        ("生物医药", "C2761"), ("软件技术", "I6513"), ("检测技术", "M7452"), ("机器人", "C3964"), ("新能源", "C3841"),
    ];

    private static readonly string[] _endings = ["有限公司", "有限公司", "有限公司", "股份有限公司", "合伙企业（有限合伙）"];

    // People who trade under their own account come after those that every bureau knows: they hold no labels and file no returns.
    private const double Individuals = 0.25;

    private static readonly string[] _towns =
        ["咸水沽镇", "葛沽镇", "小站镇", "双港镇", "辛庄镇", "双桥河镇", "八里台镇", "北闸口镇", "双新街道", "双林街道", "海棠街道"];

    private static readonly string[] _roads = ["示例路", "样本道", "演示大道", "虚拟街"];

    // Shares as measured in the city's register: 5.5 % of codes of Jinnan live elsewhere, old county codes are still alive.
    private static readonly string[] _districts =
        [.. Enumerable.Repeat("120112", 90), .. Enumerable.Repeat("120116", 4), "120000", "120000", "120110", "120221", "120222", "120225"];

    public static IReadOnlyList<Organisation> Make(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, Count).Select(number => Make(random, number))];
    }

    private static Organisation Make(Random random, int number)
    {
        var (trade, industry) = random.Pick(_trades);
        // Bodies that begin with JN are issued to nobody.
        var body = string.Create(CultureInfo.InvariantCulture, $"JN{random.Next(100):D2}{number:D4}");
        var individual = number > KnownToAll && random.Chance(Individuals);
        var ending = individual ? "服务部" : random.Pick(_endings);
        return new Organisation(
            CodeMaker.Uscc(individual ? "92" : "91", random.Pick(_districts), body),
            string.Create(CultureInfo.InvariantCulture, $"津南示例{random.Pick(_words)}{number:D3}{trade}{ending}"),
            industry,
            Residence(random),
            new DateOnly(1998, 1, 1).AddDays(random.Next(27 * 365)));
    }

    private static string Residence(Random random)
    {
        var road = string.Create(CultureInfo.InvariantCulture, $"{random.Pick(_roads)}{random.Next(1, 400)}号");
        return random.Next(1000) switch
        {
            < 640 => $"天津市津南区{random.Pick(_towns)}{road}",
            < 760 => $"津南区{random.Pick(_towns)}{road}",
            < 830 => $"天津市津南经济开发区（西区）{road}",
            < 900 => $"天津海河教育园区{road}",
            < 945 => $"天津市{random.Pick(_towns)}{road}",
            // Names a road of the neighbouring Nankai district, not this one.
            < 965 => $"天津市南开区卫津南路{random.Next(1, 200)}号",
            < 975 => $"天津市卫津南路{random.Next(1, 200)}号",
            < 990 => $"天津市滨海新区{road}",
            _ => $"天津市西青区{road}",
        };
    }
}
