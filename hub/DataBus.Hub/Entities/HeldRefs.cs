using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>What the slots of addresses know of their failed pushes: the open ones, what was discarded, what was moved to another key.</summary>
internal sealed class HeldRefs(IViewState state)
{
    /// <summary>The slot that remembers a failed push: its address as the source sent it, or for an unkeyed row and a group of deletes its hash.</summary>
    public static AddressKey KeyOf(HeldItem item) => item.Entry.Unkeyed || item.Entry.Change is null
        ? AddressKey.OfUnkeyed(item.Source, item.Entry.OriginHash.Span)
        : AddressKey.Of(Addresses.Of(item.Entry.Change)!);

    /// <summary>The slot of what its source sent: its address, of an event the event.</summary>
    public static AddressKey ContentKeyOf(HeldItem item) => item.Entry.Unkeyed || item.Entry.Change is not { } change
        ? KeyOf(item)
        : AddressKey.Of(Addresses.Of(change)!, Addresses.EventIdOf(change));

    /// <summary>Whether an operator gave it another key, instance or event id than its source did.</summary>
    public static bool IsRekeyed(HeldItem item) => item.Patched is { } patched && Addresses.Of(patched) is { } address
        && !AddressKey.Of(address, Addresses.EventIdOf(patched)).Equals(ContentKeyOf(item));

    /// <summary>Adds one that is held.</summary>
    public void Add(ulong id, HeldItem item)
    {
        var key = KeyOf(item);
        var slot = state.FindSlot(key) ?? new Slot();
        Insert(slot, id, item);
        state.Set(key, slot);
    }

    /// <summary>Follows one that an act has moved.</summary>
    public void Move(ulong id, HeldItem item, string act)
    {
        var key = KeyOf(item);
        var slot = state.FindSlot(key) ?? new Slot();
        var held = slot.Held.FirstOrDefault(one => one.Id == id);
        if (!FailedPushProjection.IsOpen(item.State))
            _ = held is not null && slot.Held.Remove(held);
        else if (held is null)
            Insert(slot, id, item);
        else if (item.State != FailedState.Waiting)
            held.WaitsFor = 0;
        state.Set(key, slot);
        if (act is HubRules.Discarded or HubRules.Replayed or HubRules.Restored or HubRules.Undone)
            Remember(id, item);
        WaitForFirst(state.FindSlot(key)!);
    }

    private static void Insert(Slot slot, ulong id, HeldItem item)
    {
        var place = slot.Held.TakeWhile(held => held.Id < id).Count();
        slot.Held.Insert(place, new HeldRef
        {
            Id = id,
            OriginHash = item.Entry.OriginHash,
            Version = item.Entry.Change?.SourceVersion,
            Generation = item.Generation,
            Source = item.Source,
            WaitsFor = item.State == FailedState.Waiting ? item.WaitsFor : 0,
            EventId = item.Entry.Change is null ? "" : Addresses.EventIdOf(item.Entry.Change),
            Passive = item.Violations.Any(violation => HubRules.IsPassive(violation.Rule)),
        });
    }

    // What its source sent is known again for as long as the operator's decision about it stands.
    private void Remember(ulong id, HeldItem item)
    {
        var hash = item.Entry.OriginHash;
        var key = ContentKeyOf(item);
        var slot = state.FindSlot(key) ?? new Slot();
        if (item.State != FailedState.Discarded)
            _ = slot.Discarded.Remove(hash);
        else if (!slot.Discarded.Contains(hash))
            slot.Discarded.Add(hash);
        var known = slot.Rekeyed.FirstOrDefault(one => one.Id == id);
        if (known is not null)
            _ = slot.Rekeyed.Remove(known);
        if (item.State == FailedState.Replayed && IsRekeyed(item))
            slot.Rekeyed.Add(new Rekeyed { Id = id, OriginHash = hash });
        state.Set(key, slot);
    }

    // What waits, waits for the oldest that blocks; after that one has gone, for the next.
    private void WaitForFirst(Slot slot)
    {
        var first = slot.Held.FirstOrDefault(held => held is { WaitsFor: 0, Passive: false })?.Id ?? 0;
        if (first == 0)
            return;
        foreach (var held in slot.Held.Where(held => held.WaitsFor != 0 && held.WaitsFor != first))
        {
            held.WaitsFor = first;
            if (state.FindHeld(held.Id) is not { } item)
                continue;
            item.WaitsFor = first;
            state.Set(held.Id, item);
        }
    }
}
