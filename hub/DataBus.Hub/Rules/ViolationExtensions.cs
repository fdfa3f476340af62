using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>What violations do together.</summary>
internal static class ViolationExtensions
{
    /// <summary>Whether they hold the change: one of them is an ERROR.</summary>
    public static bool Hold(this IEnumerable<Violation> violations) => violations.Any(violation => violation.Severity == Severity.Error);
}
