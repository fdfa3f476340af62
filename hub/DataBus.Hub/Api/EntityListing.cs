using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Lists entities page by page, all pages of a listing as of one revision.</summary>
internal sealed class EntityListing(IExchangeLog log, IViews views, KeptViews kept)
{
    // Below what a client takes by default; a page may be shorter than was asked for.
    private const int MaxPageBytes = 2 * 1024 * 1024;

    /// <exception cref="HubException">FAILED_PRECONDITION PAGE_TOKEN_EXPIRED; INVALID_ARGUMENT: no token of this listing.</exception>
    public async Task<ListEntitiesResponse> ReadAsync(
        ListEntitiesRequest request, Kind kind, int size, FieldView shows, CancellationToken cancellationToken)
    {
        var listing = PageToken.ListingOf(request.Kind, request.Facet);
        var token = request.PageToken.Length == 0 ? null : PageToken.Read(request.PageToken, listing);
        using var held = token is null
            ? kept.Keep(await views.AtLeastAsync(log.Head, cancellationToken))
            : kept.Find(token.View) ?? throw HubMessages.PageTokenExpired();

        var sight = new Sight(shows, held.View, log);
        var response = new ListEntitiesResponse { Revision = held.View.Watermark };
        var bytes = 0;
        foreach (var (at, group) in EntityGroup.Scan(held.View, AddressKey.KindPrefix(kind), token?.Next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(group, request.Facet, shows, sight) is not { } entity)
                continue;
            if (response.Entities.Count == size || bytes > MaxPageBytes)
            {
                response.NextPageToken = new PageToken(held.Id, listing, at).Write();
                break;
            }
            response.Entities.Add(entity);
            bytes += entity.CalculateSize();
        }
        // Of what the view leads to, a trim has dropped some meanwhile.
        if (held.View.Watermark + 1 < log.Floor)
            throw HubMessages.PageTokenExpired();
        if (token is null && response.NextPageToken.Length == 0)
            kept.Forget(held);
        return response;
    }

    private Entity? Read(EntityGroup group, string facet, FieldView shows, Sight sight) =>
        facet.Length > 0 && !(group.HasLive(facet) && shows.ShowsSomeOf(FacetCatalogue.Find(facet)!))
            ? null
            : GoldenRecord.Of(group, log, sight.Shown) is { } entity && (facet.Length == 0 || entity.Facets.Any(one => FacetCatalogue.Of(one.Change)?.Name == facet))
                ? entity
                : null;
}
