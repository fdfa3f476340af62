using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>What held changes and acts on them do to the failed pushes and to their addresses.</summary>
internal sealed class FailedPushProjection(IViewState state)
{
    public void Apply(HeldEntry entry, ulong id, RunContext run)
    {
        var item = new HeldItem
        {
            Entry = entry,
            State = entry.WaitsFor == 0 ? FailedState.Held : FailedState.Waiting,
            Source = run.Source,
            Pass = run.Pass,
            HeldAt = run.CommittedAt,
            WaitsFor = entry.WaitsFor,
            Generation = run.Generation,
            Violations = { entry.Violations },
        };
        state.Set(id, item);
        CountOpen(item, +1);

        var key = KeyOf(item);
        var slot = state.FindSlot(key) ?? new Slot();
        slot.Held.Add(new HeldRef
        {
            Id = id,
            OriginHash = entry.OriginHash,
            Version = entry.Change?.SourceVersion,
            Generation = run.Generation,
            Source = run.Source,
            WaitsFor = entry.WaitsFor,
            EventId = entry.Change is null ? "" : Addresses.EventIdOf(entry.Change),
            Passive = entry.Violations.Any(violation => HubRules.IsPassive(violation.Rule)),
        });
        state.Set(key, slot);
    }

    public void Apply(DeskEntry act, ulong revision)
    {
        var item = state.FindHeld(act.Id)
            ?? throw new InvalidOperationException($"Revision {revision} acts on the failed push {act.Id}, which does not exist.");
        switch (act.Act)
        {
            case HubRules.SeenAgain:
                item.SeenAgain++;
                state.Set(act.Id, item);
                return;
            case HubRules.Proposed:
                item.ProposedBy = act.Actor;
                break;
            case HubRules.ReplayFailed:
                item.Attempts++;
                item.Violations.Clear();
                item.Violations.Add(act.Violations);
                break;
            case HubRules.Replayed:
                item.Attempts++;
                break;
        }

        item.History.Add(new DeskAct { At = act.At, Actor = act.Actor, Act = act.Act, Reason = act.Reason, Revision = revision });
        Move(act.Id, item, act.State);
    }

    /// <summary>The slot that remembers a failed push: its address, or for an unkeyed row and a group of deletes its hash.</summary>
    public static AddressKey KeyOf(HeldItem item) => item.Entry.Unkeyed || item.Entry.Change is null
        ? AddressKey.OfUnkeyed(item.Source, item.Entry.OriginHash.Span)
        : AddressKey.Of(Addresses.Of(item.Entry.Change)!);

    private void Move(ulong id, HeldItem item, FailedState to)
    {
        var wasOpen = IsOpen(item.State);
        item.State = to;
        state.Set(id, item);
        var key = KeyOf(item);
        var slot = state.FindSlot(key) ?? new Slot();
        var held = slot.Held.FirstOrDefault(one => one.Id == id);
        if (held is not null && to == FailedState.Held)
            held.WaitsFor = 0;
        if (held is not null && !IsOpen(to))
            _ = slot.Held.Remove(held);
        state.Set(key, slot);
        if (wasOpen && !IsOpen(to))
            CountOpen(item, -1);
        if (to == FailedState.Discarded)
            Discard(key, slot, item);
        WaitForFirst(slot);
    }

    private void Discard(AddressKey key, Slot slot, HeldItem item)
    {
        var eventId = item.Entry.Change is null ? "" : Addresses.EventIdOf(item.Entry.Change);
        if (eventId.Length > 0 && !item.Entry.Unkeyed)
        {
            key = key.WithEvent(eventId);
            slot = state.FindSlot(key) ?? new Slot();
        }

        if (!slot.Discarded.Contains(item.Entry.OriginHash))
            slot.Discarded.Add(item.Entry.OriginHash);
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

    private void CountOpen(HeldItem item, int change)
    {
        var row = state.Source(item.Source);
        row.OpenFailed = (ulong)((long)row.OpenFailed + change);
        if (item.Entry.Unkeyed)
            row.OpenUnkeyed = (ulong)((long)row.OpenUnkeyed + change);
        state.Set(row);
    }

    private static bool IsOpen(FailedState failed) => failed is FailedState.Held or FailedState.Waiting;
}
