namespace DataBus.Hub.Entities;

/// <summary>All slots of one entity, in address order.</summary>
/// <param name="Prefix">The bytes that its addresses begin with.</param>
/// <param name="Slots">Its addresses and events.</param>
internal sealed record EntitySlots(byte[] Prefix, IReadOnlyList<KeyValuePair<AddressKey, Slot>> Slots)
{
    /// <summary>The slots of one entity; none if nothing is known of it.</summary>
    public static EntitySlots Of(IViewReader view, byte[] prefix) => new(prefix, [.. view.Scan(prefix)]);

    /// <summary>Entities of a kind in key order, from a key on if given.</summary>
    public static IEnumerable<EntitySlots> Scan(IViewReader view, byte[] kindPrefix, AddressKey? start)
    {
        var slots = new List<KeyValuePair<AddressKey, Slot>>();
        byte[] prefix = [];
        foreach (var slot in view.Scan(kindPrefix, start))
        {
            if (slots.Count > 0 && !slot.Key.Bytes.AsSpan().StartsWith(prefix))
            {
                yield return new EntitySlots(prefix, slots);
                slots = [];
            }
            if (slots.Count == 0)
                prefix = slot.Key.Entity();
            slots.Add(slot);
        }
        if (slots.Count > 0)
            yield return new EntitySlots(prefix, slots);
    }

    /// <summary>Whether an address of the facet kind has content.</summary>
    public bool HasLive(string facet) => Slots.Any(slot => slot.Value.IsLive && slot.Key.Facet == facet);
}
