using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>What the table made of a row: a change, and what is wrong with it.</summary>
public sealed class MappedRow
{
    private readonly List<Violation> _violations = [];
    private readonly Func<string, bool> _hidden;

    internal MappedRow(Change change, Func<string, bool> hidden)
    {
        Change = change;
        _hidden = hidden;
    }

    /// <summary>The change, with its key and declared fields.</summary>
    public Change Change { get; }

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<Violation> Violations => _violations;

    /// <summary>Says that something is wrong and holds the row.</summary>
    /// <param name="rule">Rule id, for example <c>tax.form_version</c>.</param>
    /// <param name="field">Field path inside the facet; empty for the change as a whole.</param>
    /// <param name="value">The offending value; left out if the field's class forbids showing it.</param>
    /// <param name="zh">What is wrong and what would be right, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    public void Error(string rule, string field, string? value, string zh, string en) =>
        Add(Severity.Error, rule, field, value, zh, en);

    /// <summary>Says that something is odd; the change is accepted all the same and carries it.</summary>
    /// <param name="rule">Rule id.</param>
    /// <param name="field">Field path inside the facet; empty for the change as a whole.</param>
    /// <param name="value">The offending value; left out if the field's class forbids showing it.</param>
    /// <param name="zh">What is wrong and what would be right, in Chinese.</param>
    /// <param name="en">The same in English.</param>
    public void Warn(string rule, string field, string? value, string zh, string en) =>
        Add(Severity.Warning, rule, field, value, zh, en);

    internal void Add(Severity severity, string rule, string field, string? value, string zh, string en) =>
        _violations.Add(new Violation
        {
            Rule = rule,
            RuleVersion = 1,
            Severity = severity,
            Field = field,
            Value = value is null || _hidden(field) ? "" : Text.Cut(value, 200),
            MessageZh = zh,
            MessageEn = en,
        });
}
