using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A technical contract concerns the district: its seller (输出) or its buyer (吸纳) is there.</summary>
internal sealed class ContractScope() : SpanningRule<TechnicalContract>(_rule)
{
    private const string Jinnan = "120112";

    private static readonly Rule _rule = Rule.Warning(
        "achievement.technical_contract.seller_district.scope",
        "卖方、买方均不在津南区：不计入输出，也不计入吸纳；请核对地区。",
        "Neither seller nor buyer is in the district, so that the contract counts in neither scope.");

    protected override void Check(TechnicalContract content, Key? key, Findings findings)
    {
        if (content.SellerDistrict != Jinnan && content.BuyerDistrict != Jinnan)
            findings.AddAt("seller_district", _rule, content.SellerDistrict);
    }
}
