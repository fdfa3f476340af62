using DataBus.Hub.Indicators.Facts;

namespace DataBus.Hub.Indicators.Movements;

/// <summary>What one entity adds to each measure of a formula at one state, and at whom it was looked for that.</summary>
internal sealed record Shares(IReadOnlyDictionary<Measure, decimal> Values, IReadOnlyCollection<object> Seen)
{
    /// <summary>Adds nothing.</summary>
    public static Shares None { get; } = new(new Dictionary<Measure, decimal>(), []);

    public bool SameAs(Shares other) => Values.Count == other.Values.Count && Values.All(one => other.Of(one.Key) == one.Value);

    public decimal Of(Measure measure) => Values.GetValueOrDefault(measure);

    /// <summary>Counts an entity; one that is not there adds nothing.</summary>
    public static Shares Count(EntityFacts? entity, FactStore facts, DateOnly day, IEnumerable<Measure> measures)
    {
        if (entity is null)
            return None;
        var counting = new Counting(facts, day);
        var values = measures
            .Where(measure => measure.Kind == entity.Key.Kind)
            .Select(measure => (Measure: measure, Value: measure.Of(entity, counting)))
            .Where(static one => one.Value != 0)
            .ToDictionary(static one => one.Measure, static one => one.Value);
        return new Shares(values, counting.Seen);
    }
}
