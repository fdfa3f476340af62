using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Intake.Acts;

/// <summary>Where one person is not enough, and what one alone may do with a review afterwards.</summary>
internal sealed class SecondPerson(Writer writer)
{
    /// <summary>Within this time another operator looks at what one mended alone.</summary>
    public static readonly TimeSpan ReviewWithin = TimeSpan.FromHours(24);

    /// <summary>Whether the facet of a failed push is closed.</summary>
    public static bool IsClosed(HeldItem item) =>
        (item.Patched ?? item.Entry.Change) is { } change && FacetCatalogue.Of(change) is { IsClosed: true };

    /// <summary>Whether whoever patched it may not publish it too: a changed key, a closed facet.</summary>
    public bool IsNeeded(HeldItem item, Doer by) => writer.TwoPeople && !by.Approved && item.PatchedBy == by.Actor
        && item.Patched is not null && (HeldRefs.IsRekeyed(item) || IsClosed(item));

    /// <summary>Whether the act waits for another operator than this one, who proposes it now.</summary>
    public bool IsProposal(HeldItem item, Doer by) =>
        writer.TwoPeople && !by.Approved && (item.ProposedBy.Length == 0 || item.ProposedBy == by.Actor);

    /// <summary>Whether somebody else has to look at the replay afterwards: one person patched and published it.</summary>
    public bool NeedsReview(HeldItem item, Doer by) =>
        writer.TwoPeople && !by.Approved && item.Patched is not null && item.PatchedBy == by.Actor;
}
