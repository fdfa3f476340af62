using System.IO.Hashing;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>The facts of contents and their totals on one day; only what a changed content touches is counted anew.</summary>
internal sealed class FactBook(IEnumerable<Measure> measures, DateOnly day)
{
    private readonly FactMaker _maker = new();
    private readonly HashSet<EntityFacts> _touched = new(ReferenceEqualityComparer.Instance);

    // Who looked at what when it was counted last. Never taken back: one entity too many is counted anew, never one too few.
    private readonly Dictionary<object, HashSet<EntityFacts>> _dependents = [];

    public FactStore Facts { get; } = new();

    public Totals Totals { get; } = new(measures);

    /// <summary>The day of the totals.</summary>
    public DateOnly Day { get; private set; } = day;

    /// <summary>Takes a content in place of the one that its address had, or a tombstone; the totals follow when settled.</summary>
    /// <returns>What is different now; null if nothing is.</returns>
    public FactDifference? Apply(Change change)
    {
        if (change.ContentCase == Change.ContentOneofCase.Tombstone && !FactMaker.Facets.Contains(change.Tombstone.Facet))
            return null;
        var address = XxHash128.HashToUInt128(AddressKey.Of(Addresses.Of(change)!, Addresses.EventIdOf(change)).Bytes);
        TouchAll(Facts.State(change.Key, address, StatedKeys.Of(change)));
        if (Facts.Set(change.Key, address, _maker.Make(change)) is not { } difference)
            return null;

        TouchAll(Facts.KeysOf(change.Key));
        Touch(difference.Before?.Mention);
        Touch(difference.After?.Mention);
        return difference;
    }

    /// <summary>Takes an operator's word whether two keys are one thing.</summary>
    public void Apply(SameAsSet said) => TouchAll(Facts.Say(said.One, said.Other, said.Joined));

    /// <summary>Counts what changed, or everything on another day.</summary>
    /// <returns>Whether any total or fact may be different now.</returns>
    public bool Settle(DateOnly day)
    {
        var moved = _touched.Count > 0 || day != Day;
        IEnumerable<EntityFacts> entities = day == Day ? _touched : Facts.Entities;
        Day = day;
        foreach (var entity in entities)
            Count(entity);
        _touched.Clear();
        return moved;
    }

    private void Count(EntityFacts entity)
    {
        var counting = new Counting(Facts, Day);
        Totals.Update(entity, counting);
        foreach (var seen in counting.Seen)
        {
            if (!_dependents.TryGetValue(seen, out var dependents))
                _dependents.Add(seen, dependents = new(ReferenceEqualityComparer.Instance));
            _ = dependents.Add(entity);
        }
    }

    private void TouchAll(IEnumerable<Key> keys)
    {
        foreach (var key in keys)
        {
            if (Facts.FindBy(key) is { } entity)
                _ = _touched.Add(entity);
            Touch(key);
        }
    }

    private void Touch(object? seen)
    {
        if (seen is not null && _dependents.TryGetValue(seen, out var dependents))
            _touched.UnionWith(dependents);
    }
}
