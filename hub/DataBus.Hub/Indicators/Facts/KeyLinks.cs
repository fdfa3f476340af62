using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>Which keys are one thing: an operator's word about a pair counts, and without one what contents state.</summary>
internal sealed class KeyLinks
{
    private readonly Dictionary<AddressKey, Dictionary<AddressKey, PairState>> _pairs = [];

    /// <summary>The keys of the entity that has this one, best first; the key alone if nothing joins it.</summary>
    public IReadOnlyList<Key> GroupOf(Key key)
    {
        // Almost no key is linked, and this is asked for every change.
        if (_pairs.Count == 0 || !_pairs.ContainsKey(AddressKey.OfEntity(key)))
            return [key];
        return [.. KeyGroup.Of(AddressKey.OfEntity(key), JoinedTo).Keys];
    }

    /// <summary>Changes what is said about a pair.</summary>
    /// <returns>The keys whose groups may be others now; none if the pair is joined, or not, as before.</returns>
    public IReadOnlyCollection<Key> Say(Key one, Key other, Action<PairState> change)
    {
        var pair = PairOf(AddressKey.OfEntity(one), AddressKey.OfEntity(other));
        var wasJoined = pair.IsJoined;
        HashSet<Key> keys = [.. GroupOf(one), .. GroupOf(other)];
        change(pair);
        if (pair.IsJoined == wasJoined)
            return [];
        keys.UnionWith(GroupOf(one));
        keys.UnionWith(GroupOf(other));
        return keys;
    }

    private IEnumerable<AddressKey> JoinedTo(AddressKey one) =>
        _pairs.GetValueOrDefault(one)?.Where(static pair => pair.Value.IsJoined).Select(static pair => pair.Key) ?? [];

    private PairState PairOf(AddressKey one, AddressKey other)
    {
        if (_pairs.GetValueOrDefault(one)?.GetValueOrDefault(other) is { } known)
            return known;
        var pair = new PairState();
        foreach (var (from, to) in ((AddressKey, AddressKey)[])[(one, other), (other, one)])
        {
            if (!_pairs.TryGetValue(from, out var pairs))
                _pairs.Add(from, pairs = []);
            pairs[to] = pair;
        }

        return pair;
    }
}
