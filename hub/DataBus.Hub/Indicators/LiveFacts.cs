using DataBus.Hub.Entities;
using DataBus.Hub.Indicators.Facts;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Indicators;

/// <summary>Keeps the facts of what is live: read once from the views, then by following the log. Only what changed is read again.</summary>
internal sealed class LiveFacts
{
    private const int PageBytes = 1 << 20;

    private readonly IExchangeLog _log;

    private LiveFacts(IExchangeLog log, FactBook book, ulong asOf)
    {
        _log = log;
        Book = book;
        AsOf = asOf;
    }

    public FactBook Book { get; }

    /// <summary>Up to which revision the log is in the book.</summary>
    public ulong AsOf { get; private set; }

    /// <summary>Reads all that is live in the view.</summary>
    public static LiveFacts Read(IExchangeLog log, IViewReader view, IEnumerable<Measure> measures, DateOnly day)
    {
        var book = new FactBook(measures, day);
        foreach (var link in view.ScanLinks([]).Where(static link => link.Row.Word is not null))
            book.Apply(new SameAsSet { One = link.One.ToKey(), Other = link.Other.ToKey(), Joined = link.Row.Word.Joined });
        foreach (var kind in FactMaker.Facets.Select(static facet => FacetCatalogue.Find(facet)!.EntityKind).Distinct())
        {
            var revisions = view.Scan(AddressKey.KindPrefix(kind))
                .Where(static row => row.Value.IsLive && FactMaker.Facets.Contains(row.Key.Facet))
                .Where(static row => row.Value.SameAs.Count > 0 || !FactMaker.StatingFacets.Contains(row.Key.Facet))
                .Select(static row => row.Value.Revision)
                .Order();
            foreach (var content in ContentReader.ReadAll(log, revisions))
                _ = book.Apply(content.Change);
        }

        _ = book.Settle(day);
        return new LiveFacts(log, book, view.Watermark);
    }

    /// <summary>Follows the log to its head and moves to a day.</summary>
    /// <returns>Whether any figure may be different now.</returns>
    public bool Advance(DateOnly day)
    {
        for (var head = _log.Head; AsOf < head;)
        {
            foreach (var record in _log.Read(AsOf, PageBytes))
            {
                Apply(record);
                AsOf = record.LastRevision;
            }
        }

        return Book.Settle(day);
    }

    private void Apply(LogRecord record)
    {
        foreach (var change in ContentReader.ChangesOf(record, FactMaker.Concerns))
            _ = Book.Apply(change);
        foreach (var (_, said) in ContentReader.WordsOf(record))
            Book.Apply(said);
    }
}
