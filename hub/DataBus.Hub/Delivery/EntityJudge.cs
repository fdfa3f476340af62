using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>Judges entities by what one view has of them; what it found is kept, so it is good for one page.</summary>
internal sealed class EntityJudge(IViewReader view, IExchangeLog log, Filter filter)
{
    private readonly Dictionary<Key, bool> _holds = [];
    private readonly Sight _sight = filter.SightIn(view, log);

    /// <summary>Whether the reader's predicate holds for an entity, by what the reader may see of it.</summary>
    public bool Holds(Key key)
    {
        if (filter.Where is not { } where)
            return true;
        if (!_holds.TryGetValue(key, out var holds))
            _holds[key] = holds = where.HoldsFor([.. ContentReader.LiveOf(view, log, key, where.LooksAt).Select(content => Shown(content.Change)).OfType<Change>()]);
        return holds;
    }

    /// <summary>A change as the reader sees it; null if it does not.</summary>
    public Change? Shown(Change change) => _sight.Shown(change);

    /// <summary>Whether the reader sees something of a change.</summary>
    public bool Shows(Change change) => _sight.Shows(change);

    /// <summary>All contents and pending marks of an entity that are for the reader, in revision order; none if it does not match.</summary>
    public IReadOnlyList<Content> SetOf(Key key) => Holds(key)
        ? [.. ContentsAndMarksOf(key).Where(content => filter.Matches(content.Change) && filter.MatchesSource(content.Run.Source) && Shows(content.Change))]
        : [];

    /// <summary>Whether a change may have made its entity enter or leave the reader's set; what it superseded and is not kept any more may have.</summary>
    public bool MayAlter(Change change, string source)
    {
        if (_sight.MayMoveRows(change))
            return true;
        // What the reader sees neither now nor before alters nothing for it; that it is there is not told either.
        if (!_sight.Shows(change) && !MayHaveShown(change.Hub?.Replaces ?? 0))
            return false;
        if (change.Hub is { EndsPending: > 0 } hub && !CameFromLikes(hub.EndsPending, source))
            return true;
        if (change.ContentCase == Change.ContentOneofCase.Pending)
            return false;
        var isTombstone = change.ContentCase == Change.ContentOneofCase.Tombstone;
        var looksAt = Addresses.Of(change) is { } address && (filter.Where?.LooksAt(address.Facet) ?? false);
        var replaces = change.Hub?.Replaces ?? 0;
        // The tombstone of an EVENT facet ends contents that it does not name.
        if (replaces == 0)
            return looksAt || (isTombstone && !filter.MatchesSource(source));
        if (looksAt && isTombstone)
            return true;
        return ContentReader.Read(log, replaces) is not { } before
            || filter.MatchesSource(before.Run.Source) != filter.MatchesSource(source)
            || (!isTombstone && _sight.Shows(before.Change) != _sight.Shows(change))
            || (looksAt && filter.Where!.TellsApart(before.Change, change));
    }

    private bool MayHaveShown(ulong revision) => revision > 0 && (ContentReader.Read(log, revision) is not { } before || _sight.Shows(before.Change));

    // What one source marked, another (or an operator) may end.
    private bool CameFromLikes(ulong revision, string source) =>
        ContentReader.Read(log, revision) is { } before && filter.MatchesSource(before.Run.Source) == filter.MatchesSource(source);

    /// <summary>Whether a change is to be left out, because what superseded it comes too; not if it ends a mark, which that does not do.</summary>
    public bool IsSuperseded(Change change, ulong revision) => change.Hub is not { EndsPending: > 0 } && view.IsSuperseded(revision);

    private IEnumerable<Content> ContentsAndMarksOf(Key key) => ContentReader.ReadAll(
        log,
        view.Scan(AddressKey.EntityPrefix(key)).SelectMany(static slot => new[] { LiveOf(slot.Value), slot.Value.PendingRevision }).Where(static revision => revision > 0).Order());

    private static ulong LiveOf(Slot slot) => slot.IsLive ? slot.Revision : 0;
}
