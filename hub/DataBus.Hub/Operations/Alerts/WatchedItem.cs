using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>What is watched of one failed push.</summary>
/// <param name="Source">Its source.</param>
/// <param name="Cause">Why it is held; null if nobody at the desk has to do anything about it.</param>
/// <param name="HeldAt">When it was held.</param>
/// <param name="Due">The civil day by which its bureau should have sent it corrected; empty if it was not returned.</param>
/// <param name="ReviewDue">By when another operator must have looked at it; null if nobody must.</param>
internal sealed record WatchedItem(string Source, FailureCause? Cause, DateTimeOffset HeldAt, string Due, DateTimeOffset? ReviewDue)
{
    /// <summary>What is to be watched; null if nothing is. What waits, waits for one that is watched; what was returned is the bureau's.</summary>
    public static WatchedItem? Of(HeldItem? item)
    {
        if (item is null)
            return null;
        var cause = item.State == FailedState.Held ? FailureCause.Of(item.Source, item.Violations) : null;
        var due = item.State == FailedState.Returned ? item.Due : "";
        return cause is null && due.Length == 0 && item.ReviewDue is null
            ? null
            : new WatchedItem(item.Source, cause, item.HeldAt.ToDateTimeOffset(), due, item.ReviewDue?.ToDateTimeOffset());
    }
}
