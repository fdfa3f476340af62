using System.Globalization;

namespace DataBus.SampleBureaus.Lists;

/// <summary>The science bureau's lists of enterprises and units: cases, scores, research bodies, institutions, evaluations, examples.</summary>
internal static class ScienceLists
{
    public const string Source = "science.innovation";

    private const string CaseHeader = "统一社会信用代码,企业名称,个案编号,阶段,建档日期,阶段起始,诉求,措施与结果,责任岗位,成果,下步期限,结案日期";

    private const string ScoreHeader = "统一社会信用代码,企业名称,期间,积分,分项,位次,模型版本,数据时点";

    private const string BodyHeader = "统一社会信用代码,企业名称,机构编号,机构名称,机构类别,级别,设立日期,撤销日期,研发人员,设备原值（万元）,研究方向,共建单位代码";

    private const string EvaluationHeader = "被评单位代码,年度,被评单位,单位类别,得分,等次,佐证,评价日期,说明";

    private const string StudyHeader = "案例编号,类别,标题,镇街,主要单位,主要单位代码,做法与成效,起始日期,结束日期,发布日期,推广级别,状态,关联";

    private static readonly string[] _stages = ["发现", "培育", "转化", "应用"];

    public static IEnumerable<SampleList> Make(World world)
    {
        var random = world.RandomOf(Source);
        yield return SampleList.Of(Source, "cases", CaseHeader, Enumerable.Range(1, 12).Select(number => Case(world, number)));
        yield return SampleList.Of(Source, "scores", ScoreHeader, Scores(world, random));
        yield return SampleList.Of(Source, "rd-bodies", BodyHeader, Enumerable.Range(1, 12).Select(number => Body(world, random, number)));
        yield return BenefitList.Of(Source, world, ("算力券", "券"), ("配套资金", "补助"));
        yield return InstitutionList.Of(Source, world, ["科研院所", "医院"]);
        yield return DemandList.Of(Source, world, "区科技局");
        yield return SampleList.Of(Source, "evaluations", EvaluationHeader, world.Institutions.Select((unit, number) => Evaluation(unit, random, number)));
        yield return SampleList.Of(Source, "case-studies", StudyHeader, Enumerable.Range(1, 6).Select(number => Study(world, number)));
        yield return ProgressList.Of(Source, "区科技局", 4, 3, 6, 8);
    }

    private static object?[] Case(World world, int number)
    {
        var organisation = world.TechnologySmes[number];
        var (stage, opened) = (_stages[number % _stages.Length], new DateOnly(2026, number % 9 + 1, 3));
        return
        [
            organisation.Uscc, organisation.Name, string.Create(CultureInfo.InvariantCulture, $"FW-2026-{number:D3}"), stage, opened, opened.AddDays(20), "需要中试场地与首批客户", "已对接平台",
            "成果转化科科长", World.AchievementKey(number), new DateOnly(2026, 12, 31), stage == "应用" ? opened.AddDays(50) : null,
        ];
    }

    private static IEnumerable<object?[]> Scores(World world, Random random)
    {
        for (var number = 1; number <= 20; number++)
        {
            var organisation = world.TechnologySmes[number];
            var (technology, growth, other) = (random.Next(20, 51), random.Next(15, 41), random.Next(0, 10));
            // One sum is wrong: held.
            var score = technology + growth + other + (number == 9 ? 1 : 0);
            yield return
            [
                organisation.Uscc, organisation.Name, "2026H1", score, $"技术创新|{technology};成长经营|{growth};辅助|{other}", number, "示例2026版", new DateOnly(2026, 6, 30),
            ];
        }
    }

    private static object?[] Body(World world, Random random, int number)
    {
        string[] kinds = ["研究院", "研发中心", "实验室", "联合实验室"];
        var (organisation, kind) = (world.Organisations[number], kinds[number % kinds.Length]);
        return
        [
            organisation.Uscc, organisation.Name, string.Create(CultureInfo.InvariantCulture, $"YF-{number:D3}"), $"{organisation.Name}{kind}", kind, number % 2 == 0 ? "市级" : "区级",
            new DateOnly(2018 + number % 8, 6, 1), null, random.Next(5, 80), random.Next(50, 3000), Products.All[number % Products.All.Count].Product,
            kind == "联合实验室" ? world.Universities[0].Uscc : null,
        ];
    }

    private static object?[] Evaluation(Institution unit, Random random, int number) =>
    [
        unit.Uscc, 2025, unit.Name, unit.Kind.StartsWith("高等", StringComparison.Ordinal) ? "高校" : unit.Kind, random.Next(70, 97), number % 3 == 0 ? "优秀" : "良好",
        $"有效发明专利|{random.Next(5, 200)}|件|achievement.publication;技术合同成交额|{random.Next(100, 9000)}|万元|填报", new DateOnly(2026, 6, 30), "示例数",
    ];

    private static object?[] Study(World world, int number)
    {
        string[] towns = ["辛庄镇", "双港镇", "咸水沽镇"];
        var (pilot, school) = (number > 3, world.Universities[number % world.Universities.Count]);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"AL-2026-{number:D2}"), pilot ? "试点" : "典型案例", pilot ? $"{towns[number - 4]}两创融合试点" : $"先使用后付费示例案例{number}",
            pilot ? towns[number - 4] : null, school.Name, school.Uscc, "示例做法与成效", new DateOnly(2026, number, 1), null, new DateOnly(2026, 9, number), "区级", pilot ? "试点中" : "入选",
            World.AchievementKey(number),
        ];
    }
}
