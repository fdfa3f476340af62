using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>All facts, by entity.</summary>
internal sealed class FactStore
{
    private readonly Dictionary<Key, EntityFacts> _entities = [];

    /// <summary>All entities that have or once had a fact.</summary>
    public IReadOnlyCollection<EntityFacts> Entities => _entities.Values;

    public EntityFacts? Find(Key entity) => _entities.GetValueOrDefault(entity);

    /// <summary>Puts the fact of an address in place of the one before; null takes it away.</summary>
    /// <returns>The entity if anything is different now, else null.</returns>
    public EntityFacts? Set(Key entity, UInt128 address, Fact? fact)
    {
        if (!_entities.TryGetValue(entity, out var facts))
        {
            if (fact is null)
                return null;
            _entities.Add(entity, facts = new EntityFacts(entity));
        }

        return facts.Set(address, fact) ? facts : null;
    }
}
