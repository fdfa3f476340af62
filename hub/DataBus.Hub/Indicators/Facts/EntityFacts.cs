using DataBus.V1;

namespace DataBus.Hub.Indicators.Facts;

/// <summary>The facts of one entity; of entities that are joined, those of the group, under its best key.</summary>
internal sealed class EntityFacts(Key key)
{
    private readonly List<OwnFact> _facts = new(1);

    public Key Key { get; } = key;

    /// <summary>Puts the fact of an address in place of the one before; null takes it away.</summary>
    /// <param name="own">The key that the address itself has.</param>
    /// <param name="address">The address.</param>
    /// <param name="fact">The fact.</param>
    /// <returns>The one before; null if there was none.</returns>
    public Fact? Set(Key own, UInt128 address, Fact? fact)
    {
        var at = _facts.FindIndex(one => one.Address == address);
        var before = at < 0 ? null : _facts[at].Fact;
        if (at < 0 && fact is not null)
            _facts.Add(new OwnFact(own, address, fact));
        else if (at >= 0 && fact is not null)
            _facts[at] = new OwnFact(own, address, fact);
        else if (at >= 0)
            _facts.RemoveAt(at);
        return before;
    }

    /// <summary>Takes all facts out.</summary>
    public IReadOnlyList<OwnFact> Empty()
    {
        OwnFact[] all = [.. _facts];
        _facts.Clear();
        return all;
    }

    /// <summary>Whether a fact of one kind is so on a day; counted for every change of an entity, hence without allocations.</summary>
    public bool Any<T>(Func<T, DateOnly, bool> holds, DateOnly day) where T : Fact
    {
        foreach (var one in _facts)
        {
            if (one.Fact is T wanted && holds(wanted, day))
                return true;
        }

        return false;
    }

    /// <summary>The facts of one kind.</summary>
    public IEnumerable<T> Of<T>() where T : Fact
    {
        foreach (var one in _facts)
        {
            if (one.Fact is T wanted)
                yield return wanted;
        }
    }
}

/// <summary>A fact with its address and the key that the address has by itself.</summary>
internal readonly record struct OwnFact(Key Own, UInt128 Address, Fact Fact);
