using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>The ladder to the stock market: the OTC market lists its three boards, the district's office the exchanges.</summary>
internal static class ListingLists
{
    private const string Header =
        "统一社会信用代码,企业名称,板块,阶段,阶段起始,退回前阶段,退回原因,目标板块,证券代码,保荐机构,计划申报,入库批次,上市潜力";

    private const string EventHeader = "统一社会信用代码,企业名称,事件编号,板块,变动前,变动后,退回,发生日期,依据,说明";

    private static readonly string[] _ladder = ["培育", "挂牌", "辅导", "申报", "上市"];

    private static readonly (string Board, string Stage)[] _otc =
    [
        ("上市预备专板", "培育"), ("上市预备专板", "培育"), ("专精特新专板", "挂牌"), ("专精特新专板", "挂牌"), ("专精特新专板", "培育"), ("天开科创专板", "挂牌"),
        ("天开科创专板", "挂牌"), ("天开科创专板", "培育"), ("天开科创专板", "培育"),
    ];

    // The last row claims to be quoted on an exchange, which is no place for it: held.
    private static readonly (string Board, string Stage)[] _exchanges =
        [("新三板", "挂牌"), ("新三板", "辅导"), ("北交所", "辅导"), ("科创板", "申报"), ("创业板", "培育"), ("主板", "上市"), ("科创板", "上市"), ("科创板", "挂牌")];

    public static IEnumerable<SampleList> Make(World world) => [.. Make(world, "otc.listing", _otc, 0), .. Make(world, "listing-office.listing", _exchanges, 20)];

    private static IEnumerable<SampleList> Make(World world, string source, (string Board, string Stage)[] places, int first)
    {
        yield return SampleList.Of(source, "listings", Header, places.Select((place, number) => Row(world, place, first + number)));
        yield return SampleList.Of(source, "events", EventHeader, places.SelectMany((place, number) => Events(world, place, first + number)));
    }

    private static object?[] Row(World world, (string Board, string Stage) place, int number)
    {
        var organisation = world.Organisations[number];
        // One company came back from filing to tutoring.
        var came = place == ("北交所", "辅导");
        return
        [
            organisation.Uscc, organisation.Name, place.Board, place.Stage, new DateOnly(2026, 1 + number % 9, 15), came ? "申报" : null, came ? "撤回申报材料" : null,
            place.Stage == "上市" ? null : "科创板", place.Stage is "挂牌" or "上市" ? string.Create(CultureInfo.InvariantCulture, $"示{number:D4}") : null,
            "示例证券", place.Stage == "申报" ? null : new DateOnly(2027, 6, 30), "2026年第1批", number is < 9 and not 1,
        ];
    }

    private static IEnumerable<object?[]> Events(World world, (string Board, string Stage) place, int number)
    {
        var organisation = world.Organisations[number];
        var reached = Array.IndexOf(_ladder, place.Stage);
        for (var step = Math.Max(0, reached - 1); step <= reached; step++)
        {
            yield return
            [
                organisation.Uscc, organisation.Name, string.Create(CultureInfo.InvariantCulture, $"SS-{number:D3}-{step}"), place.Board, step == 0 ? null : _ladder[step - 1],
                _ladder[step], false, new DateOnly(2025 + (step == reached ? 1 : 0), 1 + number % 9, 15), "公告", null,
            ];
        }

        if (place == ("北交所", "辅导"))
            yield return [organisation.Uscc, organisation.Name, $"SS-{number:D3}-back", place.Board, "申报", "辅导", true, new DateOnly(2026, 9, 1), "终止审核", "撤回申报材料"];
    }
}
