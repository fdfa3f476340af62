using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Something that figures count or sum over entities. Two measures are the same only if they are one object.</summary>
/// <param name="kind">The kind of entities that it looks at.</param>
/// <param name="of">What an entity adds to it: 0 or 1 for a count. Pure.</param>
/// <param name="facts">The types of facts that it looks at, also of other entities.</param>
internal sealed class Measure(Kind kind, Func<EntityFacts, Counting, decimal> of, params Type[] facts)
{
    public Kind Kind { get; } = kind;

    /// <summary>The facet kinds that it rests on.</summary>
    public IReadOnlyList<string> Facets { get; } = [.. facts.Select(FactMaker.FacetOf)];

    /// <summary>Counts the entities that have any fact of the type: a count of none says nothing before there is one.</summary>
    public static Measure Any<T>(Kind kind) where T : Fact => Count<T>(kind, static (_, _) => true);

    /// <summary>Counts the entities that have a fact for which the predicate holds on the day; each once.</summary>
    public static Measure Count<T>(Kind kind, Func<T, DateOnly, bool> holds) where T : Fact =>
        new(kind, (entity, counting) => entity.Any(holds, counting.Day) ? 1 : 0, typeof(T));

    /// <summary>Sums over the facts of the type, of which an entity may have many.</summary>
    /// <param name="kind">The kind of entities.</param>
    /// <param name="of">What a fact adds.</param>
    /// <param name="others">Other types of facts that it looks at.</param>
    public static Measure Sum<T>(Kind kind, Func<T, Counting, decimal> of, params Type[] others) where T : Fact =>
        new(kind, (entity, counting) => entity.Of<T>().Sum(fact => of(fact, counting)), [typeof(T), .. others]);

    public decimal Of(EntityFacts entity, Counting counting) => of(entity, counting);
}
