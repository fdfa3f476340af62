using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>All keys of one entity: those that hang together by links that join.</summary>
/// <param name="Entities">The keys, best first; one if nothing joins it.</param>
/// <param name="IsTooLarge">More keys hang together than a group may have: they stay apart.</param>
internal sealed record KeyGroup(IReadOnlyList<AddressKey> Entities, bool IsTooLarge)
{
    /// <summary>
    /// Most keys of a group. A bureau that writes one and the same number into every row must not make one entity of all of them,
    /// nor an answer that nobody can read.
    /// </summary>
    public const int MaxKeys = 64;

    /// <summary>The key that names the entity.</summary>
    public AddressKey Best => Entities[0];

    /// <summary>The keys, best first.</summary>
    public IEnumerable<Key> Keys => Entities.Select(static entity => entity.ToKey());

    /// <summary>The group of an entity.</summary>
    /// <param name="entity">Any of its keys.</param>
    /// <param name="joined">Tells the entities that a link joins to one.</param>
    public static KeyGroup Of(AddressKey entity, Func<AddressKey, IEnumerable<AddressKey>> joined)
    {
        var found = new HashSet<AddressKey> { entity };
        var queue = new Queue<AddressKey>(found);
        while (queue.TryDequeue(out var one))
        {
            foreach (var other in joined(one).Where(found.Add))
            {
                if (found.Count > MaxKeys)
                    return new KeyGroup([entity], IsTooLarge: true);
                queue.Enqueue(other);
            }
        }

        return new KeyGroup(found.Count == 1 ? [entity] : [.. found.OrderBy(static one => one, BestFirst.Instance)], IsTooLarge: false);
    }

    /// <summary>The group of an entity in a view.</summary>
    public static KeyGroup Of(AddressKey entity, IViewReader view) =>
        Of(entity, one => view.ScanLinks(one.Bytes).Where(static link => link.Row.IsJoined).Select(static link => link.Other));

    /// <summary>By scheme as the kind ranks them, then by value.</summary>
    private sealed class BestFirst : IComparer<AddressKey>
    {
        public static BestFirst Instance { get; } = new();

        public int Compare(AddressKey x, AddressKey y)
        {
            var rank = RankOf(x).CompareTo(RankOf(y));
            return rank != 0 ? rank : x.CompareTo(y);
        }

        private static int RankOf(AddressKey entity)
        {
            var key = entity.ToKey();
            return KeyRules.SchemesOf(key.Kind).TakeWhile(scheme => scheme != key.Scheme).Count();
        }
    }
}
