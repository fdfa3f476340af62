namespace DataBus.Hub.Entities;

/// <summary>What becomes of an address when another source writes it than before: it is counted, and missed, with its owner.</summary>
internal static class OwnerChange
{
    /// <summary>Gives the slot to a source, which the caller then sets; without effect if it is that source's already.</summary>
    public static void MoveTo(this IViewState state, string source, AddressKey key, Slot slot)
    {
        var before = slot.Source;
        if (before == source)
            return;
        slot.Source = source;
        if (slot.MissingOnce)
        {
            // Whoever missed it: the owner of now has it.
            slot.MissingOnce = false;
            state.SetMissing(before, key, missing: false);
            state.SetMissing(source, key, missing: false);
        }

        if (before.Length > 0 && slot.IsLive && key.EventId.Length == 0)
        {
            Count(state, before, -1);
            Count(state, source, +1);
        }
    }

    private static void Count(IViewState state, string source, long change)
    {
        var row = state.Source(source);
        row.LiveAddresses = (ulong)((long)row.LiveAddresses + change);
        state.Set(row);
    }
}
