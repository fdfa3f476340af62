using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A technical contract has both amounts, the part for technology within the whole, or says that they are still to come.</summary>
/// <remarks>《技术合同认定登记》: an amount that cannot be fixed at registration may be supplied later.</remarks>
internal sealed class ContractAmounts() : SpanningRule<TechnicalContract>(_within, _pending, _missing)
{
    private static readonly Rule _within = Rule.Error(
        "achievement.technical_contract.technology_amount.limit",
        "「技术交易额」应在 0 与「合同成交总额」之间。", "technology_amount must lie between 0 and total_amount.");

    private static readonly Rule _pending = Rule.Error(
        "achievement.technical_contract.amount_pending.amounts",
        "标为金额待补正的合同不应有金额；补正后应取消标记。", "A contract whose amounts are pending has none; once they are supplied the mark goes.");

    private static readonly Rule _missing = Rule.Error(
        "achievement.technical_contract.total_amount.missing",
        "应填「合同成交总额」与「技术交易额」，或标为金额待补正。", "Both total_amount and technology_amount must be given, or amount_pending set.");

    protected override void Check(TechnicalContract content, Key? key, Findings findings)
    {
        var given = content.HasTotalAmount || content.HasTechnologyAmount;
        if (content.AmountPending && given)
            findings.AddAt("amount_pending", _pending);
        if (!content.AmountPending && !(content.HasTotalAmount && content.HasTechnologyAmount))
            findings.AddAt("total_amount", _missing);
        if (Amount.Read(content.TechnologyAmount) > Amount.Read(content.TotalAmount))
            findings.AddAt("technology_amount", _within, content.TechnologyAmount);
    }
}
