using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>Makes the rules of one field: ids, severities and texts as the contract declares them.</summary>
/// <param name="facet">Facet kind, for example <c>enterprise.registration</c>.</param>
/// <param name="path">Field path without list indexes, for example <c>capital.amount</c>.</param>
/// <param name="codes">The code tables.</param>
internal sealed class FieldRuleFactory(string facet, string path, FieldSpec spec, CodeBook codes)
{
    public CodeBook Codes => codes;

    private readonly List<Rule> _made = [];
    private readonly List<string> _checks = [];

    public IReadOnlyList<Rule> Made => _made;

    /// <summary>Makes one rule.</summary>
    /// <param name="zh">Goes on after the field's Chinese name and says what would be right.</param>
    /// <param name="en">The same after the field's path.</param>
    public Rule Make(string check, string zh, string en, Severity severity = Severity.Error)
    {
        var rule = new Rule(
            $"{facet}.{path}.{check}",
            Math.Max(1, spec.RulesVersion),
            spec.Warn.Contains(check) ? Severity.Warning : severity,
            $"「{(spec.Zh.Length > 0 ? spec.Zh : path)}」{zh}",
            $"{path} {en}");
        _made.Add(rule);
        _checks.Add(check);
        return rule;
    }

    /// <summary>Refuses a severity that is declared for a check which the field does not have: it would be without effect.</summary>
    public void DemandKnownWarnings()
    {
        if (spec.Warn.FirstOrDefault(check => !_checks.Contains(check)) is { } unknown)
            throw Unsound($"warn names the check \"{unknown}\"; it has {string.Join(", ", _checks)}");
    }

    public InvalidOperationException Unsound(string why) => new($"The contract's rules of {facet}.{path} are unsound: {why}.");
}
