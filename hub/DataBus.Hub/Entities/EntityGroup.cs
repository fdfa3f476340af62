using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>One entity under all its keys.</summary>
/// <param name="Keys">Its keys.</param>
/// <param name="Members">What is known under each, in the order of the keys.</param>
internal sealed record EntityGroup(KeyGroup Keys, IReadOnlyList<EntitySlots> Members)
{
    /// <summary>The entity that has this key.</summary>
    public static EntityGroup Of(IViewReader view, Key key)
    {
        var keys = KeyGroup.Of(AddressKey.OfEntity(key), view);
        return new EntityGroup(keys, [.. keys.Entities.Select(entity => EntitySlots.Of(view, entity.Bytes))]);
    }

    /// <summary>
    /// Entities of a kind in key order, from a key on if given; one with several keys once, where the first of them stands of which
    /// anything is known.
    /// </summary>
    public static IEnumerable<(AddressKey At, EntityGroup Entity)> Scan(IViewReader view, byte[] kindPrefix, AddressKey? start)
    {
        foreach (var slots in EntitySlots.Scan(view, kindPrefix, start))
        {
            var at = new AddressKey(slots.Prefix);
            var keys = KeyGroup.Of(at, view);
            if (keys.Entities.Count == 1)
                yield return (at, new EntityGroup(keys, [slots]));
            else if (!keys.Entities.Any(other => other.CompareTo(at) < 0 && view.Scan(other.Bytes).Any()))
                yield return (at, new EntityGroup(keys, [.. keys.Entities.Select(entity => EntitySlots.Of(view, entity.Bytes))]));
        }
    }

    /// <summary>Entities of a kind that have content of a facet kind, each once; links are looked up for these alone.</summary>
    public static IEnumerable<EntityGroup> WithLive(IViewReader view, Kind kind, string facet)
    {
        var seen = new HashSet<AddressKey>();
        foreach (var slots in EntitySlots.Scan(view, AddressKey.KindPrefix(kind), null).Where(slots => slots.HasLive(facet)))
        {
            var entity = Of(view, new AddressKey(slots.Prefix).ToKey());
            if (seen.Add(entity.Keys.Best))
                yield return entity;
        }
    }

    /// <summary>Whether an address of the facet kind has content, under any key.</summary>
    public bool HasLive(string facet) => Members.Any(member => member.HasLive(facet));
}
