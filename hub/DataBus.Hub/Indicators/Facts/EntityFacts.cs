using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>The facts of one entity; of entities that are joined, those of the group.</summary>
internal sealed class EntityFacts(Key key)
{
    private readonly List<(UInt128 Address, Fact Fact)> _facts = new(1);

    public Key Key { get; } = key;

    /// <summary>Puts the fact of an address in place of the one before; null takes it away.</summary>
    /// <returns>The one before; null if there was none.</returns>
    public Fact? Set(UInt128 address, Fact? fact)
    {
        var at = _facts.FindIndex(one => one.Address == address);
        var before = at < 0 ? null : _facts[at].Fact;
        if (at < 0 && fact is not null)
            _facts.Add((address, fact));
        else if (at >= 0 && fact is not null)
            _facts[at] = (address, fact);
        else if (at >= 0)
            _facts.RemoveAt(at);
        return before;
    }

    /// <summary>Whether a fact of one kind is so on a day; counted for every change of an entity, hence without allocations.</summary>
    public bool Any<T>(Func<T, DateOnly, bool> holds, DateOnly day) where T : Fact
    {
        foreach (var (_, fact) in _facts)
        {
            if (fact is T wanted && holds(wanted, day))
                return true;
        }

        return false;
    }

    /// <summary>The facts of one kind.</summary>
    public IEnumerable<T> Of<T>() where T : Fact
    {
        foreach (var (_, fact) in _facts)
        {
            if (fact is T wanted)
                yield return wanted;
        }
    }
}
