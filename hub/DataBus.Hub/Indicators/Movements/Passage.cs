using DataBus.Hub.Entities;
using DataBus.Hub.Indicators.Facts;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Movements;

/// <summary>The facts at two moments, and the changes between them by what they are about.</summary>
internal sealed class Passage
{
    private readonly (ulong Revision, SameAsSet Said)[] _words;
    private readonly Dictionary<object, List<Content>> _changes = [];

    private Passage(PastWords words, Moment from, Moment to)
    {
        _words = [.. words.Between(from.Revision, to.Revision)];
        (Before, After) = (new FactBook([], from.Day), new FactBook([], to.Day));
        foreach (var said in words.At(from.Revision))
            Before.Apply(said);
        foreach (var said in words.At(to.Revision))
            After.Apply(said);
    }

    public FactBook Before { get; }

    public FactBook After { get; }

    /// <summary>Reads the facts of some facet kinds, and which keys are one thing.</summary>
    public static Passage Read(IExchangeLog log, IViewReader view, Moment from, Moment to, IReadOnlySet<string> facets)
    {
        var passage = new Passage(new PastWords(log, view), from, to);
        var read = facets.Union(FactMaker.StatingFacets).ToHashSet();
        foreach (var (before, after) in new PastContents(log, view).Between(from.Revision, to.Revision, read))
        {
            var earlier = before is null ? null : passage.Before.Apply(before.Change);
            var later = after is null ? null : passage.After.Apply(after.Change);
            if (after is not null && after.Revision != before?.Revision)
                passage.Note(after, earlier, later);
        }

        return passage;
    }

    /// <summary>The changes of some facet kinds that concern any of these entities and mentions, by revision.</summary>
    public IEnumerable<MovementCause> Causes(IEnumerable<object> about, IReadOnlySet<string> facets)
    {
        var all = about.SelectMany(KeysOf).ToHashSet();
        var keys = all.OfType<Key>().ToHashSet();
        var isRegrouped = keys.Any(key => !Before.Facts.KeysOf(key).SequenceEqual(After.Facts.KeysOf(key)));
        var changes = all
            .SelectMany(one => _changes.GetValueOrDefault(one) ?? [])
            .DistinctBy(static content => content.Revision)
            .Where(content => FacetCatalogue.Of(content.Change)!.Name is var facet
                && (facets.Contains(facet) || (isRegrouped && FactMaker.StatingFacets.Contains(facet))))
            .Select(CauseOf);
        var words = isRegrouped ? _words.Where(word => keys.Contains(word.Said.One) || keys.Contains(word.Said.Other)).Select(CauseOf) : [];
        return changes.Concat(words).OrderBy(static cause => cause.Revision);
    }

    private IEnumerable<object> KeysOf(object about) => about is Key key ? Before.Facts.KeysOf(key).Union(After.Facts.KeysOf(key)) : [about];

    private static MovementCause CauseOf(Content content) => new()
    {
        Address = Addresses.Of(content.Change),
        Revision = content.Revision,
        Source = content.Run.Source,
        CommittedAt = content.Run.CommittedAt,
        Deleted = content.Change.ContentCase == Change.ContentOneofCase.Tombstone,
    };

    private static MovementCause CauseOf((ulong Revision, SameAsSet Said) word) =>
        new() { Address = new Address { Key = word.Said.One }, Revision = word.Revision, Source = "hub" };

    private void Note(Content change, FactDifference? earlier, FactDifference? later)
    {
        object?[] about = [change.Change.Key, earlier?.After?.Mention, later?.After?.Mention];
        foreach (var one in about.OfType<object>().Distinct())
        {
            if (!_changes.TryGetValue(one, out var changes))
                _changes.Add(one, changes = []);
            changes.Add(change);
        }
    }
}
