using DataBus.Hub.Entities;
using DataBus.Hub.Indicators.Facts;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Movements;

/// <summary>The facts at two moments, and the changes between them by what they are about.</summary>
internal sealed class Passage
{
    private readonly Dictionary<object, List<Content>> _changes = [];

    private Passage(FactBook before, FactBook after)
    {
        Before = before;
        After = after;
    }

    public FactBook Before { get; }

    public FactBook After { get; }

    /// <summary>Reads the facts of some facet kinds.</summary>
    public static Passage Read(PastContents past, Moment from, Moment to, IReadOnlySet<string> facets)
    {
        var passage = new Passage(new FactBook([], from.Day), new FactBook([], to.Day));
        foreach (var (before, after) in past.Between(from.Revision, to.Revision, facets))
        {
            var earlier = before is null ? null : passage.Before.Apply(before.Change);
            var later = after is null ? null : passage.After.Apply(after.Change);
            if (after is not null && after.Revision != before?.Revision)
                passage.Note(after, earlier, later);
        }

        return passage;
    }

    /// <summary>The changes of some facet kinds that concern any of these entities and mentions, by revision.</summary>
    public IReadOnlyList<Content> Causes(IEnumerable<object> about, IReadOnlySet<string> facets) =>
    [
        .. about
            .SelectMany(one => _changes.GetValueOrDefault(one) ?? [])
            .DistinctBy(static content => content.Revision)
            .Where(content => facets.Contains(FacetCatalogue.Of(content.Change)!.Name))
            .OrderBy(static content => content.Revision),
    ];

    private void Note(Content change, FactDifference? earlier, FactDifference? later)
    {
        object?[] about = [earlier?.Entity.Key, earlier?.After?.Mention, later?.Entity.Key, later?.After?.Mention];
        foreach (var one in about.OfType<object>().Distinct())
        {
            if (!_changes.TryGetValue(one, out var changes))
                _changes.Add(one, changes = []);
            changes.Add(change);
        }
    }
}
