using System.Globalization;

namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>Spellings of registered capital with the shares measured in 69,549 registrations of the city.</summary>
internal static class CapitalTexts
{
    private static readonly int[] _amounts = [0, 10, 30, 50, 100, 100, 200, 300, 500, 500, 800, 1000, 2000, 5000];

    private static readonly string[] _foreign = ["万港币", "万日元", "万欧元", "万英镑", "万德国马克"];

    public static string Make(Random random)
    {
        var amount = random.Pick(_amounts);
        var text = amount.ToString(CultureInfo.InvariantCulture);
        var fine = (amount + random.Next(1, 99) / 100m).ToString(CultureInfo.InvariantCulture);
        return random.Next(1000) switch
        {
            < 560 => $"{text}(万元人民币)",
            < 580 => $"{fine}(万元人民币)",
            < 720 => $"{(amount + 1000).ToString("N0", CultureInfo.InvariantCulture)}(万元人民币)",
            < 890 => "N/A",
            < 930 => $"{text}(万元)",
            < 936 => "(万元)",
            < 974 => $"{text}(万美元)",
            < 980 => $"{text}万人民币",
            < 986 => $"{text}万元人民币",
            < 992 => $"{text}({random.Pick(_foreign)})",
            < 996 => "-",
            _ => "0(万元)",
        };
    }

    public static string InYuan(Random random) => random.Pick(["18.2人民币元", "50人民币元", "100人民币元"]);
}
