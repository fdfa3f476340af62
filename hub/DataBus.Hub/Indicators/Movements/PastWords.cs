using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Movements;

/// <summary>What operators had said about keys being one thing at earlier revisions.</summary>
internal sealed class PastWords(IExchangeLog log, IViewReader view)
{
    private const int PageBytes = 1 << 20;

    private readonly Link[] _links = [.. view.ScanLinks([]).Where(static link => link.Row.Word is not null && link.One.CompareTo(link.Other) < 0)];

    /// <summary>The words that stood at a revision.</summary>
    public IEnumerable<SameAsSet> At(ulong revision) => _links.All(link => link.Row.Word.Revision <= revision)
        ? _links.Select(static link => new SameAsSet { One = link.One.ToKey(), Other = link.Other.ToKey(), Joined = link.Row.Word.Joined })
        : SaidUpTo(revision);

    /// <summary>The newest words about any of the keys, if they were said between two revisions.</summary>
    public IEnumerable<(Key Key, ulong Revision)> Between(ulong from, ulong to, IReadOnlySet<Key> keys) => _links
        .Where(link => link.Row.Word.Revision > from && link.Row.Word.Revision <= to)
        .Where(link => keys.Contains(link.One.ToKey()) || keys.Contains(link.Other.ToKey()))
        .Select(static link => (link.One.ToKey(), link.Row.Word.Revision));

    // A later word hides the earlier ones: only the log still has them. Words are few and seldom taken back, so this is rare.
    private IEnumerable<SameAsSet> SaidUpTo(ulong revision)
    {
        for (var at = 0UL; at < revision;)
        {
            var page = log.Read(at, PageBytes);
            foreach (var (_, said) in page.SelectMany(ContentReader.WordsOf).Where(one => one.Revision <= revision))
                yield return said;
            at = page[^1].LastRevision;
        }
    }
}
