using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>Amount and unit of a registered capital make sense together.</summary>
/// <remarks>
/// Registers hold texts such as "50人民币元" where 50万元 was meant: below 10,000 yuan is suspected and never multiplied.
/// The code of the unit is its name, as in the code table <c>amount_unit</c>.
/// </remarks>
internal sealed class CapitalUnit() : SpanningRule<Registration>(_tooSmall, _noUnit)
{
    private const string Yuan = "元";
    private const decimal Suspect = 10_000;

    private static readonly Rule _tooSmall = Rule.Warning(
        "enterprise.registration.capital.amount.unit",
        "单位为“元”且不足一万，疑漏“万”字；请按登记原文核对，总线不代为乘一万。",
        "Less than 10,000 in yuan: the register may mean ten thousands (万元). Compare it with the original text; it is stored as it is.");

    private static readonly Rule _noUnit = Rule.Warning(
        "enterprise.registration.capital.unit.missing",
        "有数额而没有单位：应注明元、万元或亿元。",
        "An amount without a unit says nothing: it must be given with 元, 万元 or 亿元.");

    protected override void Check(Registration content, Key? key, Findings findings)
    {
        if (content.Capital is not { Amount.Length: > 0 } capital)
            return;

        findings.Enter("capital");
        if (capital.Unit.Length == 0)
            findings.AddAt("unit", _noUnit);
        else if (capital.Unit == Yuan && Amount.Read(capital.Amount) < Suspect)
            findings.AddAt("amount", _tooSmall, capital.Amount);
        findings.Leave();
    }
}
