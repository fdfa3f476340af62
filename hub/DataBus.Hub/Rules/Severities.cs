using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>Severities that operators have set in place of the contract's: for one source, or for all.</summary>
internal sealed class Severities(IEnumerable<SeveritySet> set)
{
    private readonly Dictionary<(string Rule, string Source), Severity> _set = set.ToDictionary(one => (one.Rule, one.Source), one => one.Severity);

    /// <summary>Gives violations the severities of a source.</summary>
    public IReadOnlyList<Violation> Apply(IReadOnlyList<Violation> violations, string source)
    {
        if (_set.Count == 0)
            return violations;
        foreach (var violation in violations)
        {
            if (_set.TryGetValue((violation.Rule, source), out var severity) || _set.TryGetValue((violation.Rule, ""), out severity))
                violation.Severity = severity;
        }

        return violations;
    }
}
