using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>What of a failed push's findings still stands when it is judged again.</summary>
internal static class HeldFindings
{
    /// <summary>What the adapter found and what the hub found when it was held stands; the rules judge anew.</summary>
    public static IEnumerable<Violation> Standing(HeldItem item) => item.Violations
        .Where(violation => violation.Rule.StartsWith("kit.", StringComparison.Ordinal) || HubRules.IsChoice(violation.Rule));

    /// <summary>Whether newer content of its source is live: it does not go out any more.</summary>
    public static bool IsLate(Change change, Slot slot, SourceRow source) => slot.Revision != 0
        && VersionOrder.Compare(change.SourceVersion, VersionOrder.Current(slot, source)) < 0;
}
