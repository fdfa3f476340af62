using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>The formulas, by the reference that the definitions of indicators name. Those of one hub share their measures.</summary>
internal sealed class Formulas
{
    private const string Platforms = "platform.profile";

    private readonly Known _technologyLadder = new(EnterpriseMeasures.OnLadder('T'), "T 梯度标签");
    private readonly Known _championLadder = new(EnterpriseMeasures.OnLadder('M'), "M 梯度标签");
    private readonly Known _platforms = new(Measure.Any<PlatformFact>(Kind.Platform), "平台信息");
    private readonly Known _contracts = new(Measure.Any<ContractFact>(Kind.Achievement), "技术合同登记");
    private readonly Known _agreements = new(Measure.Any<AgreementFact>(Kind.Achievement), "先使用后付费协议");
    private readonly Known _residents = new(Measure.Any<ResidencyFact>(Kind.Enterprise), "园区名册");
    private readonly Known _listings = new(Measure.Any<ListingFact>(Kind.Enterprise), "上市梯度信息");
    private readonly Known _origins = new(Measure.Any<OriginFact>(Kind.Enterprise), "企业来源信息");
    private readonly Known _marks = new(Measure.Any<MarkFact>(Kind.Enterprise), "产业标记");

    /// <summary>The formula that a definition names; null if there is none of that name.</summary>
    public Formula? Find(IndicatorDefinition definition) => definition.FormulaRef switch
    {
        "labels.champions_and_little_giants.ratio" => new ChampionsRatio(definition, _championLadder).Formula,
        "labels.cheetah.count" => CountLabels("T3b"),
        "labels.technology_sme.count" => CountLabels("T1"),
        "platforms.enterprise_technology_centre.count" => CountPlatforms("enterprise_technology_centre"),
        "platforms.enterprise_key_laboratory.count" => CountPlatforms("enterprise_key_laboratory"),
        "platforms.engineering_research_centre.count" => CountPlatforms("engineering_research_centre"),
        "platforms.theme_park.count" => CountPlatforms("theme_park"),
        "contracts.total_amount.sum" => ContractFormulas.Total(definition, _contracts),
        "contracts.total_amount.growth" => ContractFormulas.Growth(_contracts),
        "conversions.agreements.count" => ConversionFormula.Of(_agreements),
        "park.registered.count" => ParkFormulas.Registered(_residents),
        "park.resident.count" => ParkFormulas.Resident(_residents),
        "park.listing_potential.count" => ParkFormulas.Potential(_listings),
        "origins.beijing.count" => CountOrigins("BEIJING", CivilDay.From(definition.CountedFrom)),
        "listings.listed.count" => ListedFormula.Of(definition, _listings),
        "rd_deduction.above_scale.share" => ResearchShare.Formula,
        "technology_services.raised.count" => RaisedFormula.Of(definition, _marks),
        _ => null,
    };

    private Formula CountLabels(string code) => Formula.Count(
        _technologyLadder,
        EnterpriseMeasures.InForce(code),
        context => $"{CodeTables.Find("tier_code")!.ZhName(code)}（{context.Day} 有效）",
        CodeTables.Find("tier_code")!.ZhName(code)!,
        "enterprise.tier_label");

    private Formula CountPlatforms(string kind) => Formula.Count(
        _platforms,
        PlatformMeasures.Recognised(kind),
        context => $"市级{CodeTables.Find("platform_kind")!.ZhName(kind)}（{context.Day} 认定或复评）",
        $"市级{CodeTables.Find("platform_kind")!.ZhName(kind)}",
        Platforms);

    private Formula CountOrigins(string region, DateOnly from) => Formula.Count(
        _origins,
        EnterpriseMeasures.CameFrom(region, from),
        context => $"{CodeTables.Find("origin_region")!.ZhName(region)}企业（{CivilDay.Text(from)} 至 {context.Day} 落地）",
        $"{CodeTables.Find("origin_region")!.ZhName(region)}企业",
        "enterprise.origin");
}
