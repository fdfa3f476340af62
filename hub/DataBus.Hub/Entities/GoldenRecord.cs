using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>The union of an entity's addresses: nothing is merged by guess, since each address has one source.</summary>
internal static class GoldenRecord
{
    /// <summary>The entity under all its keys as its reader may see it; null if no address has content that the reader may see.</summary>
    public static Entity? Of(EntityGroup group, IExchangeLog log, Func<Change, Change?> shown)
    {
        var entity = new Entity { Key = group.Keys.Best.ToKey(), Keys = { group.Keys.Keys } };
        return group.Members.Select(member => AddTo(entity, member, log, shown)).ToList().Contains(true) ? entity : null;
    }

    /// <summary>What stands under one key as its reader may see it; null if no address has content that the reader may see.</summary>
    public static Entity? Of(EntitySlots slots, IExchangeLog log, Func<Change, Change?> shown)
    {
        var key = new AddressKey(slots.Prefix).ToKey();
        var entity = new Entity { Key = key, Keys = { key } };
        return AddTo(entity, slots, log, shown) ? entity : null;
    }

    private static bool AddTo(Entity entity, EntitySlots slots, IExchangeLog log, Func<Change, Change?> shown)
    {
        var hasContent = false;
        foreach (var (_, slot) in slots.Slots)
        {
            var isLive = slot.IsLive;
            if (StateOf(slot, isLive ? slot.Revision : slot.PendingRevision, log) is not { } state || shown(state.Change) is not { } seen)
                continue;
            state.Change = seen;
            hasContent |= isLive;
            entity.Facets.Add(state);
        }
        return hasContent;
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
