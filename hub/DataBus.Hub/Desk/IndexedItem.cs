using System.Globalization;
using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>All that the desk's index knows of a failed push. It holds no value that lists may not show.</summary>
internal sealed record IndexedItem
{
    public required ulong Id { get; init; }

    public required string Source { get; init; }

    public required string Pass { get; init; }

    public required Kind Kind { get; init; }

    public required string Facet { get; init; }

    /// <summary>Value of its entity's key, as patched.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset HeldAt { get; init; }

    public required uint Attempts { get; init; }

    public required FailedState State { get; init; }

    public required bool IsPatched { get; init; }

    public required bool IsReleasable { get; init; }

    /// <summary>RETURNED: the last day; null if there is none.</summary>
    public required DateOnly? Due { get; init; }

    public required CorrectionState Correction { get; init; }

    /// <summary>By when somebody else must have looked at it; null if nobody must.</summary>
    public required DateTimeOffset? ReviewDue { get; init; }

    public required ulong Job { get; init; }

    public required DeskCause Cause { get; init; }

    public required IReadOnlyList<IndexedViolation> Violations { get; init; }

    public static IndexedItem Of(ulong id, HeldItem item)
    {
        var facet = FailedPushes.FacetOf(item);
        var key = (item.Patched ?? item.Entry.Change)?.Key;
        return new IndexedItem
        {
            Id = id,
            Source = item.Source,
            Pass = item.Pass,
            Kind = key?.Kind ?? Kind.Unspecified,
            Facet = facet?.Name ?? "",
            Key = key?.Value ?? "",
            HeldAt = item.HeldAt?.ToDateTimeOffset() ?? DateTimeOffset.UnixEpoch,
            Attempts = item.Attempts,
            State = item.State,
            IsPatched = item.Patched is not null,
            IsReleasable = item.Releasable,
            Due = item.State == FailedState.Returned && item.Due.Length > 0 ? DateOnly.ParseExact(item.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
            Correction = item.Correction,
            ReviewDue = item.ReviewDue?.ToDateTimeOffset(),
            Job = item.Job,
            Cause = DeskCause.Of(item),
            Violations = [.. item.Violations.Select(violation => ViolationMask.Masked(violation, facet))
                .Select(static shown => new IndexedViolation(shown.Rule, shown.Field, shown.Value))
                .Distinct()],
        };
    }
}
