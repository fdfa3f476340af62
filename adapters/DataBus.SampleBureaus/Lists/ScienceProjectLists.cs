using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>From demand to result: tasks, projects put out to bids, bids, stages passed, major results.</summary>
internal static class ScienceProjectLists
{
    private const string Source = ScienceLists.Source;
    private const int Projects = 6;

    private const string TaskHeader = "任务编号,任务名称,年度,考核指标,产业链,所依需求,发布日期,完成期限,状态";

    private const string ProjectHeader =
        "项目编号,项目名称,榜单批次,任务,发榜单位,发榜单位代码,承担单位,承担单位代码,阶段,阶段起始,阶段门,总经费（万元）,财政资金（万元）,完成期限,终止原因,技术合同";

    private const string BidHeader = "项目编号,揭榜单位代码,揭榜单位,揭榜日期,联合单位,报价（万元）,评审日期,得分,结果";

    private const string EventHeader = "项目编号,事件编号,变更前,变更后,发生日期,文号,说明";

    private const string ResultHeader = "重大成果编号,成果名称,级别,完成单位,完成单位代码,技术领域,认定日期,认定依据,状态,来源,应用情况";

    private static readonly (string Name, string Code, DateOnly Day)[] _gates =
    [
        ("发榜", "PUBLISHED", new(2026, 2, 10)), ("揭榜", "BIDDING", new(2026, 3, 10)), ("评审", "REVIEW", new(2026, 4, 10)), ("立项", "APPROVED", new(2026, 5, 10)),
        ("验收", "ACCEPTED", new(2026, 11, 10)),
    ];

    // The stage that each project has reached; the last was terminated after its review.
    private static readonly int[] _reached = [4, 3, 3, 1, 2, 2];

    public static string TaskNumber(int number) => string.Create(CultureInfo.InvariantCulture, $"RW-2026-{number:D3}");

    public static string TaskKey(int number) => $"achievement/local/{Source}:{TaskNumber(number)}";

    public static IEnumerable<SampleList> Make(World world)
    {
        yield return SampleList.Of(Source, "tasks", TaskHeader, Enumerable.Range(1, 4).Select(Task));
        yield return SampleList.Of(Source, "projects", ProjectHeader, Enumerable.Range(1, Projects).Select(number => Project(world, number)));
        yield return SampleList.Of(Source, "bids", BidHeader, Enumerable.Range(1, Projects).Where(number => _reached[number - 1] > 0).SelectMany(number => Bids(world, number)));
        yield return SampleList.Of(Source, "project-events", EventHeader, Enumerable.Range(1, Projects).SelectMany(Events));
        yield return SampleList.Of(Source, "results", ResultHeader, Enumerable.Range(1, 5).Select(number => Result(world, number)));
    }

    private static object?[] Task(int number)
    {
        var (chain, _, product) = Products.All[number];
        var demand = $"achievement/local/industry.chain:{DemandList.Number(number)};achievement/local/{Source}:{DemandList.Number(number)}";
        return [TaskNumber(number), $"{product}攻关", 2026, "示例指标", chain, demand, new DateOnly(2026, 1, 20), new DateOnly(2028, 1, 31), number == 4 ? "发布" : "攻关"];
    }

    private static object?[] Project(World world, int number)
    {
        var (issuer, winner, reached) = (world.Organisations[number * 3], Winner(world, number), _reached[number - 1]);
        var ended = number == Projects;
        // Only stages before the end are passed; of the ended one the end itself stands in its stage.
        var gates = _gates.Select((gate, place) => place <= reached
            ? $"{gate.Code}|{gate.Day.AddDays(5).Iso()}|{gate.Day.Iso()}"
            : $"{gate.Code}|{gate.Day.AddDays(5).Iso()}");
        return
        [
            World.ProjectNumber(number), $"{Products.All[number].Product}揭榜挂帅", "2026年第1批", TaskKey((number - 1) % 4 + 1), issuer.Name, issuer.Uscc, reached >= 3 ? winner.Name : null,
            reached >= 3 ? winner.Uscc : null, ended ? "终止" : _gates[reached].Name, _gates[reached].Day, gates, number * 100, number * 30, new DateOnly(2028, 1, 31),
            ended ? "评审无合格方案" : null, reached >= 3 ? World.ContractKey(number) : null,
        ];
    }

    private static IEnumerable<object?[]> Bids(World world, int number)
    {
        var reviewed = _reached[number - 1] >= 2;
        for (var bidder = 0; bidder < 2; bidder++)
        {
            var school = world.Institutions[(number + bidder) % world.Institutions.Count];
            var won = bidder == 0 && _reached[number - 1] >= 3;
            yield return
            [
                World.ProjectNumber(number), school.Uscc, school.Name, new DateOnly(2026, 3, 1), "示例研究所", number * 95, reviewed ? new DateOnly(2026, 4, 8) : null,
                reviewed ? 90 - bidder * 12 : null, won ? "中榜" : reviewed ? "未中" : "待评",
            ];
        }
    }

    private static IEnumerable<object?[]> Events(int number)
    {
        for (var stage = 0; stage <= _reached[number - 1]; stage++)
            yield return Event(number, stage == 0 ? null : _gates[stage - 1].Name, _gates[stage].Name, _gates[stage].Day, null);
        if (number == Projects)
            yield return Event(number, "评审", "终止", new DateOnly(2026, 4, 20), "评审无合格方案");
        // Accepted without having been reviewed: held.
        if (number == 4)
            yield return Event(number, "揭榜", "验收", new DateOnly(2026, 4, 1), null);
    }

    private static object?[] Event(int number, string? from, string to, DateOnly day, string? note) =>
        [World.ProjectNumber(number), $"{World.ProjectNumber(number)}-{to}", from, to, day, string.Create(CultureInfo.InvariantCulture, $"津南示例科〔2026〕{number}号"), note];

    private static object?[] Result(World world, int number)
    {
        var winner = Winner(world, number);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"ZD-2026-{number:D2}"), $"示例{Products.All[number].Product}重大成果", number == 1 ? "国家级" : "市级", winner.Name, winner.Uscc,
            Products.All[number].Product, new DateOnly(2026, number + 3, 1), "示例奖励一等奖", "认定", $"{World.ProjectKey(number)};{World.ContractKey(number)}", "两条产线应用",
        ];
    }

    private static Institution Winner(World world, int number) => world.Institutions[number % world.Institutions.Count];
}
