using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Indicators.Evaluations;

/// <summary>All live contents of facet kinds, in revision order.</summary>
internal sealed class LiveContents(IViewReader view, IExchangeLog log)
{
    /// <summary>The contents of facet kinds of one kind of entities.</summary>
    public IEnumerable<Change> Of(params string[] facets) => ContentReader
        .ReadAll(log, view
            .Scan(AddressKey.KindPrefix(FacetCatalogue.Find(facets[0])!.EntityKind))
            .Where(row => row.Value.IsLive && facets.Contains(row.Key.Facet))
            .Select(static row => row.Value.Revision)
            .Order())
        .Select(static content => content.Change);
}
