using DataBus.Hub.Entities;
using DataBus.Hub.Indicators.Facts;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Movements;

/// <summary>What addresses had at earlier revisions: a walk back along what each change replaces.</summary>
internal sealed class PastContents(IExchangeLog log, IViewReader view)
{
    /// <summary>The newest contents of all addresses of some facet kinds at two revisions, also tombstones; null before there was one.</summary>
    /// <param name="from">The earlier revision.</param>
    /// <param name="to">The later one.</param>
    /// <param name="facets">The facet kinds; of those that only state keys, addresses that never stated any may be left out.</param>
    public IEnumerable<(Content? Before, Content? After)> Between(ulong from, ulong to, IReadOnlySet<string> facets)
    {
        var slots = facets.Select(static facet => FacetCatalogue.Find(facet)!.EntityKind).Distinct()
            .SelectMany(kind => view.Scan(AddressKey.KindPrefix(kind)))
            .Where(row => row.Value.Revision != 0 && facets.Contains(row.Key.Facet))
            .Where(row => row.Value.Revision > from || row.Value.SameAs.Count > 0 || !FactMaker.StatingFacets.Contains(row.Key.Facet))
            .Select(static row => row.Value)
            .ToLookup(slot => slot.Revision <= from);
        foreach (var same in ContentReader.ReadAll(log, slots[true].Where(static slot => slot.IsLive).Select(static slot => slot.Revision).Order()))
            yield return (same, same);
        foreach (var slot in slots[false])
        {
            var after = At(slot.Revision, to);
            yield return (At(after?.Revision ?? 0, from), after);
        }
    }

    /// <summary>The newest content of an address at or before a revision, also a tombstone; null if there was none.</summary>
    /// <param name="newest">The revision of a later content of the address; 0 if there is none.</param>
    /// <param name="limit">The revision.</param>
    /// <exception cref="HubException">FAILED_PRECONDITION, BELOW_FLOOR: what stood there is not kept any more.</exception>
    public Content? At(ulong newest, ulong limit)
    {
        var at = newest;
        while (at > 0)
        {
            var content = ContentReader.Read(log, at) ?? throw HubMessages.BelowFloor(limit, log.Floor);
            if (at <= limit)
                return content;
            at = content.Change.Hub?.Replaces ?? 0;
        }

        return null;
    }
}
