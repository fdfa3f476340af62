using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>The rate of the super-deduction is one that the law gave in its tax year.</summary>
/// <remarks>
/// 2016: 财税〔2015〕119号; 2017: 财税〔2017〕34号; 2018 to 2020: 财税〔2018〕99号, 2021年6号; 2021: 2021年13号; 2022: 2022年16号, 28号;
/// from 2023: 2023年7号, and 2023年44号 (120 % until the end of 2027).
/// </remarks>
internal sealed class RdRate() : SpanningRule<RdDeduction>(_rule)
{
    private static readonly Rule _rule = Rule.Error(
        "enterprise.rd_deduction.rate.tax_year",
        "加计扣除比例应为该纳税年度的法定比例：2016 年 50；2017 年 50 或 75；2018—2020 年 75；2021、2022 年 75 或 100；2023—2027 年 100 或 120；2028 年起 100。",
        "rate must be one that the law gave in the tax year: 2016: 50; 2017: 50 or 75; 2018 to 2020: 75; 2021, 2022: 75 or 100; "
        + "2023 to 2027: 100 or 120; from 2028: 100.");

    protected override void Check(RdDeduction content, Key? key, Findings findings)
    {
        if (content.Rate.Length > 0 && RdYear.Of(content) is { } year && year >= 2016 && !RatesOf(year).Contains(content.Rate))
            findings.AddAt("rate", _rule);
    }

    private static string[] RatesOf(int year) => year switch
    {
        2016 => ["50"],
        2017 => ["50", "75"],
        <= 2020 => ["75"],
        <= 2022 => ["75", "100"],
        <= 2027 => ["100", "120"],
        _ => ["100"],
    };
}
