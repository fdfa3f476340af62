using DataBus.SampleBureaus.Organisations;

namespace DataBus.SampleBureaus.MarketRegulation;

/// <summary>Makes the register of the district from its organisations, defects included.</summary>
internal static class RegistrationMaker
{
    /// <summary>The last day on which anything was approved in the initial data.</summary>
    private static readonly DateOnly _lastApproval = SampleDays.Nights[0];

    public static IReadOnlyList<RegistrationRow> Make(int seed, IReadOnlyList<Organisation> organisations)
    {
        var random = new Random(seed ^ 0x5e91);
        var rows = organisations.Select((organisation, index) => Make(random, index + 1, organisation)).ToArray();
        var (defects, twins) = RegistrationDefects.Plan(random);
        foreach (var (index, defect) in defects)
            rows[index] = RegistrationDefects.Spoil(random, rows[index], defect);
        return [.. rows, .. twins.Select((index, number) => RegistrationDefects.Twin(rows[index], rows.Length + number + 1))];
    }

    private static RegistrationRow Make(Random random, int id, Organisation organisation)
    {
        var approved = organisation.Founded.AddDays(random.Next(_lastApproval.DayNumber - organisation.Founded.DayNumber + 1));
        var founder = FictionalPeople.Make(random);
        var state = StateTexts.Make(random);
        return new RegistrationRow
        {
            Id = id,
            Entname = organisation.Name,
            Uniscid = organisation.Uscc,
            EnttypeCn = EnterpriseType(organisation.Name),
            Name = founder,
            Regcap = CapitalTexts.Make(random),
            Estdate = organisation.Founded.Iso(),
            Apprdate = approved.Iso(),
            Regorg = organisation.Uscc[2..8],
            RegorgCn = organisation.Uscc.Substring(2, 6) == "120116" ? "天津市滨海新区市场监督管理局" : "天津市津南区市场监督管理局",
            RegstateCn = state,
            Dom = organisation.Residence,
            Opscope = "技术开发、技术咨询、技术转让、技术服务；示例产品的研发、制造与销售",
            Opfrom = organisation.Founded.Iso(),
            Opto = random.Chance(0.6) ? "长期" : organisation.Founded.AddYears(30).Iso(),
            Industry = organisation.Industry,
            Candate = state.Contains("注销", StringComparison.Ordinal) && !state.Contains('未') ? approved.Iso() : null,
            Canrea = state == "注销" ? random.Pick(["决议解散", "合并", "破产"]) : null,
            Alterations = Alterations(random, organisation, approved, founder),
            States = States(organisation, approved, state),
        };
    }

    private static IReadOnlyList<StatePeriod> States(Organisation organisation, DateOnly approved, string state)
    {
        var registered = new StatePeriod(StateTexts.Registered, organisation.Founded.Iso(), "设立登记");
        return StateTexts.IsActive(state)
            ? [registered with { State = state }]
            : [registered, new StatePeriod(state, approved.Iso(), $"津示例登〔{approved.Year}〕")];
    }

    private static string EnterpriseType(string name) => name switch
    {
        _ when name.EndsWith("服务部", StringComparison.Ordinal) => "个体工商户",
        _ when name.Contains("合伙", StringComparison.Ordinal) => "有限合伙企业",
        _ when name.Contains("股份", StringComparison.Ordinal) => "股份有限公司(非上市、自然人投资或控股)",
        _ => "有限责任公司(自然人投资或控股)",
    };

    private static List<Alteration> Alterations(
        Random random, Organisation organisation, DateOnly approved, string representative)
    {
        var days = approved.DayNumber - organisation.Founded.DayNumber;
        var alterations = new List<Alteration>();
        if (days > 0 && random.Chance(0.25))
            alterations.Add(new("法定代表人变更", FictionalPeople.Make(random), representative, Day(0.3)));
        if (days > 0 && random.Chance(0.15))
            alterations.Add(new("名称变更", organisation.Name.Replace("示例", "示例旧", StringComparison.Ordinal), organisation.Name, Day(0.5)));
        return alterations;

        string Day(double share) => organisation.Founded.AddDays((int)(days * share)).Iso();
    }
}
