using DataBus.V1;

namespace DataBus.Client;

/// <summary>Which keys are one entity, as live contents state it (option <c>same_as</c> of the contract's fields).</summary>
internal sealed class StatedGroups
{
    private readonly Dictionary<(Address Address, string EventId), IReadOnlyList<Key>> _stated = [];

    /// <summary>Takes in what a content states, in place of what its address stated before.</summary>
    public void Put((Address Address, string EventId) place, Change change)
    {
        var keys = StatedKeys.Of(change);
        if (keys.Count == 0)
            _ = _stated.Remove(place);
        else
            _stated[place] = keys;
    }

    public void Remove((Address Address, string EventId) place) => _stated.Remove(place);

    public void Clear() => _stated.Clear();

    /// <summary>How many entities too many are counted if each key counts that has content.</summary>
    /// <param name="kind">The kind of entities.</param>
    /// <param name="hasContent">Whether a key has content.</param>
    public int SurplusOf(Kind kind, Func<Key, bool> hasContent)
    {
        var parents = new Dictionary<Key, Key>();
        foreach (var (place, keys) in _stated.Where(stated => stated.Key.Address.Key.Kind == kind))
        {
            foreach (var key in keys)
                parents[RootOf(parents, key)] = RootOf(parents, place.Address.Key);
        }

        return parents.Keys.Where(hasContent).GroupBy(key => RootOf(parents, key)).Sum(group => group.Count() - 1);
    }

    private static Key RootOf(Dictionary<Key, Key> parents, Key key)
    {
        if (!parents.TryGetValue(key, out var parent))
            return parents[key] = key;
        return parent.Equals(key) ? key : RootOf(parents, parent);
    }
}
