using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>All facts, by entity.</summary>
internal sealed class FactStore
{
    private readonly Dictionary<Key, EntityFacts> _entities = [];
    private readonly Dictionary<string, int> _mentions = [];

    /// <summary>All entities that have or once had a fact.</summary>
    public IReadOnlyCollection<EntityFacts> Entities => _entities.Values;

    public EntityFacts? Find(Key entity) => _entities.GetValueOrDefault(entity);

    /// <summary>Whether any fact mentions this.</summary>
    public bool IsMentioned(string mention) => _mentions.ContainsKey(mention);

    /// <summary>Puts the fact of an address in place of the one before; null takes it away.</summary>
    /// <returns>What is different now; null if nothing is.</returns>
    public FactDifference? Set(Key entity, UInt128 address, Fact? fact)
    {
        if (!_entities.TryGetValue(entity, out var facts))
        {
            if (fact is null)
                return null;
            _entities.Add(entity, facts = new EntityFacts(entity));
        }

        var before = facts.Set(address, fact);
        if (Equals(before, fact))
            return null;
        CountMention(before?.Mention, -1);
        CountMention(fact?.Mention, 1);
        return new FactDifference(facts, before, fact);
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
