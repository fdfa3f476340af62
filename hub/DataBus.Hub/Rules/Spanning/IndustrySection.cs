using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>An industry code of GB/T 4754-2017 begins with the letter of its section.</summary>
internal sealed class IndustrySection() : SpanningRule<Registration>(_rule)
{
    private static readonly Rule _rule = Rule.Warning(
        "enterprise.registration.industry_code.section",
        "行业代码的首字母应与行业门类一致。", "industry_code must begin with the letter of industry_section.");

    protected override void Check(Registration content, Key? key, Findings findings)
    {
        if (content is { IndustrySection.Length: > 0, IndustryCode.Length: > 0 }
            && !content.IndustryCode.StartsWith(content.IndustrySection, StringComparison.Ordinal))
            findings.AddAt("industry_code", _rule, content.IndustryCode);
    }
}
