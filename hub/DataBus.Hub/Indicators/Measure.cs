using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Something that figures count or sum over entities. Two measures are the same only if they are one object.</summary>
/// <param name="kind">The kind of entities that it looks at.</param>
/// <param name="of">What an entity adds to it on a day: 0 or 1 for a count. Pure.</param>
internal sealed class Measure(Kind kind, Func<EntityFacts, DateOnly, decimal> of)
{
    public Kind Kind { get; } = kind;

    /// <summary>Counts the entities that have a fact for which the predicate holds; each once.</summary>
    public static Measure Count<T>(Kind kind, Func<T, DateOnly, bool> holds) where T : Fact =>
        new(kind, (entity, day) => entity.Any(holds, day) ? 1 : 0);

    public decimal Of(EntityFacts entity, DateOnly day) => of(entity, day);
}
