using DataBus.Hub.Indicators.Facts;

namespace DataBus.Hub.Indicators;

/// <summary>The sums of measures over all entities. When an entity changes, what it added is taken out and what it adds now is put in.</summary>
internal sealed class Totals
{
    private readonly Measure[] _measures;
    private readonly Dictionary<Measure, int> _places;
    private readonly decimal[] _sums;
    private readonly Dictionary<EntityFacts, (int Place, decimal Value)[]> _shares = new(ReferenceEqualityComparer.Instance);

    public Totals(IEnumerable<Measure> measures)
    {
        _measures = [.. measures.Distinct()];
        _places = _measures.Index().ToDictionary(static one => one.Item, static one => one.Index);
        _sums = new decimal[_measures.Length];
    }

    public decimal this[Measure measure] => _sums[_places[measure]];

    /// <summary>Counts the entity as it is now.</summary>
    public void Update(EntityFacts entity, Counting counting)
    {
        foreach (var (place, value) in _shares.GetValueOrDefault(entity, []))
            _sums[place] -= value;
        var shares = SharesOf(entity, counting);
        foreach (var (place, value) in shares)
            _sums[place] += value;

        if (shares.Length > 0)
            _shares[entity] = shares;
        else
            _ = _shares.Remove(entity);
    }

    private (int Place, decimal Value)[] SharesOf(EntityFacts entity, Counting counting)
    {
        var shares = new List<(int, decimal)>();
        for (var place = 0; place < _measures.Length; place++)
        {
            if (_measures[place].Kind == entity.Key.Kind && _measures[place].Of(entity, counting) is not 0 and var value)
                shares.Add((place, value));
        }

        return [.. shares];
    }
}
