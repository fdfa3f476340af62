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
    public IEnumerable<SameAsSet> At(ulong revision) => UpTo(revision).Select(static one => one.Said);

    /// <summary>The words that were said between two revisions.</summary>
    public IEnumerable<(ulong Revision, SameAsSet Said)> Between(ulong from, ulong to) => UpTo(to).Where(one => one.Revision > from);

    // A later word hides the earlier ones: only the log still has them. Words are few and seldom taken back, so this is rare.
    private IEnumerable<(ulong Revision, SameAsSet Said)> UpTo(ulong revision) =>
        _links.All(link => link.Row.Word.Revision <= revision) ? _links.Select(static link => (link.Row.Word.Revision, WordOf(link))) : InLogUpTo(revision);

    private static SameAsSet WordOf(Link link) => new() { One = link.One.ToKey(), Other = link.Other.ToKey(), Joined = link.Row.Word.Joined };

    private IEnumerable<(ulong Revision, SameAsSet Said)> InLogUpTo(ulong revision)
    {
        for (var at = 0UL; at < revision;)
        {
            var page = log.Read(at, PageBytes);
            foreach (var word in page.SelectMany(ContentReader.WordsOf).Where(one => one.Revision <= revision))
                yield return word;
            at = page[^1].LastRevision;
        }
    }
}
