using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>The union of an entity's addresses: nothing is merged by guess, since each address has one source.</summary>
internal static class GoldenRecord
{
    /// <summary>The entity as its reader may see it; null if no address of it has content that the reader may see.</summary>
    public static Entity? Of(EntitySlots slots, IExchangeLog log, Func<Change, bool> shows)
    {
        var entity = new Entity();
        var hasContent = false;
        foreach (var (_, slot) in slots.Slots)
        {
            var isLive = slot.IsLive;
            if (StateOf(slot, isLive ? slot.Revision : slot.PendingRevision, log) is not { } state || !shows(state.Change))
                continue;
            hasContent |= isLive;
            entity.Facets.Add(state);
            entity.Key ??= state.Change.Key;
        }
        return hasContent ? entity : null;
    }

    private static FacetState? StateOf(Slot slot, ulong revision, IExchangeLog log) =>
        revision == 0 || ContentReader.Read(log, revision) is not { } content
            ? null
            : new FacetState
            {
                Change = content.Change,
                Revision = revision,
                Source = content.Run.Source,
                CommittedAt = content.Run.CommittedAt,
                Pending = slot.Pending,
            };
}
