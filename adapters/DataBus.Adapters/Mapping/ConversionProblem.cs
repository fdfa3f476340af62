using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>What a converter could not do.</summary>
internal sealed record ConversionProblem(string Rule, Severity Severity, string Value, string Zh, string En)
{
    /// <summary>The problem as one of the row as a whole, without the value: which field would show it is not known.</summary>
    public Violation ToViolation() => new() { Rule = Rule, RuleVersion = 1, Severity = Severity, MessageZh = Zh, MessageEn = En };
}
