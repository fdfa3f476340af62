using DataBus.SampleBureaus.Files;

namespace DataBus.SampleBureaus.Indicators;

/// <summary>What the science bureau reports on the indicators that nobody can compute, and the baseline of JN-12.</summary>
internal sealed class ObservationFiles(DropFolder folder)
{
    private const string Reporter = "区科技局";

    private static readonly string[] _header = ["指标代码", "指标名称", "期间", "填报单位", "数值", "全市位次", "单位", "截至日期", "口径说明"];

    // Values are made up; they lie below the targets of 2027, as a district under way would stand.
    private static readonly (string Code, string Name, string Value2025, string Value2026, string Unit)[] _reported =
    [
        ("JN-01", "重大科技成果累计", "3", "5", "项"),
        ("JN-02", "技术合同成交额累计", "212.6", "268.4", "亿元"),
        ("JN-03", "全区科创基金规模", "72", "86", "亿元"),
        ("JN-04", "工业战新产值占规上工业总产值比", "32.8", "33.9", "%"),
        ("JN-05", "先使用后付费转化", "6", "14", "项"),
        ("JN-06", "天开津南园累计注册企业", "817", "1012", "家"),
        ("JN-07", "天开津南园入驻企业", "367", "468", "家"),
        ("JN-08", "天开津南园上市潜力企业", "5", "7", "家"),
        ("JN-09", "天开津南园投融资", "3.2", "5.6", "亿元"),
        ("JN-10", "天开津南园年度营业收入", "168", "214", "亿元"),
        ("JN-11", "新引进北京方向企业", "21", "38", "家"),
        ("JN-15", "上市企业数量", "9", "10", "家"),
        ("JN-16", "有效开展研发活动的规上工业企业比例", "46.1", "47.5", "%"),
        ("JN-20", "技术合同登记额新增长", "6.4", "8.1", "%"),
        ("JN-21", "科技服务业小升规规变强", "11", "17", "家"),
        ("JN-22", "市级产业主题园区", "4", "4", "个"),
    ];

    public void Drop()
    {
        IReadOnlyList<string>[] rows =
        [
            .. _reported.Select(row => Row(row, row.Value2025, "2025", "2025-12-31")),
            .. _reported.Select(row => Row(row, row.Value2026, "2026Q3", "2026-09-30")),
            Baseline(),
            Rank(),
        ];
        var day = SampleDays.Nights[0].Digits();
        folder.Drop($"observations_FULL_{day}.csv", new Table(_header, rows), TableFormat.Utf8Trailer);

        // The same list two days later, with a value that nobody could have meant.
        var mistaken = Row(_reported[0], "五项", "2026-10", "2026-10-31");
        var later = SampleDays.Nights[2].Digits();
        folder.Drop($"observations_FULL_{later}.csv", new Table(_header, [.. rows, mistaken]), TableFormat.Utf8Trailer);
    }

    /// <summary>National champions and little giants at the end of 2022, to which JN-12 compares.</summary>
    private static string[] Baseline() =>
        ["JN-12", "国家级单项冠军和小巨人累计数", "2022-12-31", Reporter, "14", "", "家", "2022-12-31", "基线；示例数"];

    /// <summary>Where the district stands among the city's, which nobody but the city can tell.</summary>
    private static string[] Rank() =>
        ["JN-14", "国家科技型中小企业入库数", "2026Q3", Reporter, "", "4", "家", "2026-09-30", "全市位次；示例数"];

    private static string[] Row(
        (string Code, string Name, string, string, string Unit) indicator, string value, string period, string day) =>
        [indicator.Code, indicator.Name, period, Reporter, value, "", indicator.Unit, day, "示例数"];
}
