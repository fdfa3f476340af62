using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>All facts, by entity; keys that are one thing are one entity.</summary>
internal sealed class FactStore
{
    private readonly Dictionary<Key, EntityFacts> _entities = [];
    private readonly Dictionary<string, int> _mentions = [];
    private readonly Dictionary<UInt128, IReadOnlyList<Key>> _stated = [];
    private readonly KeyLinks _links = new();

    /// <summary>All entities that have or once had a fact.</summary>
    public IReadOnlyCollection<EntityFacts> Entities => _entities.Values;

    /// <summary>The entity that has this key; null if nothing is known of it.</summary>
    public EntityFacts? Find(Key key) => _entities.GetValueOrDefault(_links.GroupOf(key)[0]);

    /// <summary>The entity whose best key this is, or once was; null if there never was one.</summary>
    public EntityFacts? FindBy(Key best) => _entities.GetValueOrDefault(best);

    /// <summary>All keys of the entity that has this one, best first.</summary>
    public IReadOnlyList<Key> KeysOf(Key key) => _links.GroupOf(key);

    /// <summary>Whether any fact mentions this.</summary>
    public bool IsMentioned(string mention) => _mentions.ContainsKey(mention);

    /// <summary>Puts the fact of an address in place of the one before; null takes it away.</summary>
    /// <returns>What is different now; null if nothing is.</returns>
    public FactDifference? Set(Key own, UInt128 address, Fact? fact)
    {
        if (fact is null && Find(own) is null)
            return null;
        var facts = EntityOf(own);
        var before = facts.Set(own, address, fact);
        if (Equals(before, fact))
            return null;
        CountMention(before?.Mention, -1);
        CountMention(fact?.Mention, 1);
        return new FactDifference(facts, before, fact);
    }

    /// <summary>An address states other keys of its entity now.</summary>
    /// <returns>The keys whose entities may be others now.</returns>
    public IReadOnlyCollection<Key> State(Key own, UInt128 address, IReadOnlyList<Key> stated)
    {
        var before = _stated.GetValueOrDefault(address) ?? [];
        if (before.Count == 0 && stated.Count == 0)
            return [];
        _stated[address] = stated;
        return
        [
            .. before.Except(stated).SelectMany(gone => Relink(own, gone, static pair => pair.Stated--)),
            .. stated.Except(before).SelectMany(come => Relink(own, come, static pair => pair.Stated++)),
        ];
    }

    /// <summary>An operator says whether two keys are one thing.</summary>
    /// <returns>The keys whose entities may be others now.</returns>
    public IReadOnlyCollection<Key> Say(Key one, Key other, bool joined) => Relink(one, other, pair => pair.Word = joined);

    private IReadOnlyCollection<Key> Relink(Key one, Key other, Action<PairState> change)
    {
        var keys = _links.Say(one, other, change);
        var moved = keys.Where(_entities.ContainsKey).SelectMany(key => _entities[key].Empty()).ToArray();
        foreach (var (own, address, fact) in moved)
            _ = EntityOf(own).Set(own, address, fact);
        return keys;
    }

    private EntityFacts EntityOf(Key own)
    {
        var best = _links.GroupOf(own)[0];
        if (!_entities.TryGetValue(best, out var facts))
            _entities.Add(best, facts = new EntityFacts(best));
        return facts;
    }

    private void CountMention(string? mention, int change)
    {
        if (mention is null)
            return;
        var count = _mentions.GetValueOrDefault(mention) + change;
        if (count == 0)
            _ = _mentions.Remove(mention);
        else
            _mentions[mention] = count;
    }
}
