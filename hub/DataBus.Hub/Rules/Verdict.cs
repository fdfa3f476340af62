using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>What the rules say of one change: what it breaks, and how many rules it was judged by.</summary>
internal sealed record Verdict(IReadOnlyList<Violation> Violations, int RulesChecked)
{
    /// <summary>Whether the change is held: at least one ERROR. Warnings alone are stored with the accepted facet.</summary>
    public bool Holds { get; } = Violations.Hold();
}
