using DataBus.V1;

namespace DataBus.Hub.Rules.Spanning;

/// <summary>A licence is filed within three months after its contract takes effect (专利实施许可合同备案办法).</summary>
internal sealed class LicenceFiling() : SpanningRule<Licence>(_rule)
{
    private const int Months = 3;

    private static readonly Rule _rule = Rule.Warning(
        "achievement.licence.filed_on.late",
        "备案日应在许可合同生效之日起三个月内。", "filed_on must lie within three months after effective_on.");

    protected override void Check(Licence content, Key? key, Findings findings)
    {
        if (DateText.Read(content.FiledOn) is { } filed && DateText.Read(content.EffectiveOn) is { } effective
            && effective.Year < DateOnly.MaxValue.Year && filed > effective.AddMonths(Months))
            findings.AddAt("filed_on", _rule, content.FiledOn);
    }
}
