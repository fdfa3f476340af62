using System.IO.Hashing;
using System.Text;
using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>Why a failed push is held, as failed pushes are grouped.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Field">The field path; empty for the change as a whole.</param>
/// <param name="Pattern">Pattern of the value; empty where the value may not be shown.</param>
internal sealed record DeskCause(string Rule, string Field, string Pattern)
{
    /// <summary>Stands for the rule where nothing is wrong with the change but that an earlier one of its address is held.</summary>
    public const string Waiting = "hub.waiting";

    /// <summary>Stands for the rule where nothing is wrong (any more): it waits to be replayed.</summary>
    public const string Nothing = "hub.nothing_wrong";

    /// <summary>A short text for it, the same on every hub and at any time.</summary>
    public string Token { get; } =
        Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes($"{Rule}\0{Field}\0{Pattern}")).AsSpan(0, 8));

    /// <summary>The cause of a failed push: its first error.</summary>
    public static DeskCause Of(HeldItem item)
    {
        if (FirstOf(item) is not { } first)
            return new DeskCause(item.State == FailedState.Waiting ? Waiting : Nothing, "", "");

        var shown = ViolationMask.Masked(first, FailedPushes.FacetOf(item));
        return new DeskCause(shown.Rule, shown.Field, ValuePattern.Of(shown.Value));
    }

    /// <summary>The violation that makes the cause: the first error, else the first of all; null if nothing is wrong.</summary>
    public static Violation? FirstOf(HeldItem item) =>
        item.Violations.FirstOrDefault(static violation => violation.Severity == Severity.Error) ?? item.Violations.FirstOrDefault();
}
