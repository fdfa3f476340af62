using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>Shows failed pushes as operators see them.</summary>
internal static class FailedPushes
{
    private const string HeldAct = "held";

    /// <summary>The facet kind of a failed push; null for an unkeyed row of which no change could be made, and for a group of deletes.</summary>
    public static FacetKind? FacetOf(HeldItem item) => item.Entry.Change is { } change ? FacetCatalogue.Of(change) : null;

    /// <summary>One line of a list.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="item">The failed push.</param>
    /// <param name="shown">How a violation may be shown.</param>
    public static FailedPush Of(ulong id, HeldItem item, Func<Violation, Violation> shown) => new()
    {
        Id = id,
        State = item.State,
        Source = item.Source,
        Address = AddressOf(item),
        Violations = { item.Violations.Select(shown) },
        Row = item.Entry.Row,
        Pass = item.Pass,
        HeldAt = item.HeldAt,
        SeenAgain = item.SeenAgain,
        Attempts = item.Attempts,
        WaitsFor = item.WaitsFor,
        Deletes = (ulong)item.Entry.Deletes.Count,
        Version = item.Version == 0 ? id : item.Version,
        PatchedFields = { item.PatchedFields },
        Releasable = item.Releasable,
        Due = item.Due,
        Correction = item.Correction,
        AcceptedAs = item.AcceptedAs,
        ReviewDue = item.ReviewDue,
        DiscardCode = item.DiscardCode,
        ProposedBy = item.ProposedBy,
        Job = item.Job,
    };

    /// <summary>A failed push as it may stand in a list or a stream of many.</summary>
    public static FailedPush Masked(ulong id, HeldItem item)
    {
        var facet = FacetOf(item);
        return Of(id, item, violation => ViolationMask.Masked(violation, facet));
    }

    /// <summary>The address that it would be published at: as patched; null for an unkeyed row and for a group of deletes.</summary>
    public static Address? AddressOf(HeldItem item)
    {
        if (item.Patched is { } patched)
            return Addresses.Of(patched);
        return item.Entry.Unkeyed || item.Entry.Change is null ? null : Addresses.Of(item.Entry.Change);
    }

    /// <summary>What happened to it, oldest first.</summary>
    public static IEnumerable<DeskAct> HistoryOf(ulong id, HeldItem item) => item.History.Prepend(
        new DeskAct { At = item.HeldAt, Actor = item.Source, Act = HeldAct, Revision = id });
}
