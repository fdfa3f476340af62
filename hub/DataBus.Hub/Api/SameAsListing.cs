using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Lists links page by page, all pages of a listing as of one revision.</summary>
internal sealed class SameAsListing(IExchangeLog log, IViews views, KeptViews kept)
{
    private const int MostAddresses = 100;

    /// <param name="request">What to list.</param>
    /// <param name="key">Only links of the entity with this key; null: all.</param>
    /// <param name="size">Links a page.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HubException">FAILED_PRECONDITION PAGE_TOKEN_EXPIRED; INVALID_ARGUMENT: no token of this listing.</exception>
    public async Task<ListSameAsResponse> ReadAsync(ListSameAsRequest request, Key? key, int size, CancellationToken cancellationToken)
    {
        var listing = PageToken.ListingOf("same-as", request.Key);
        var token = request.PageToken.Length == 0 ? null : PageToken.Read(request.PageToken, listing);
        using var held = token is null
            ? kept.Keep(await views.AtLeastAsync(log.Head, cancellationToken))
            : kept.Find(token.View) ?? throw HubMessages.PageTokenExpired();

        var response = new ListSameAsResponse { Revision = held.View.Watermark };
        foreach (var link in key is null ? All(held.View, token?.Next) : Of(held.View, key, token?.Next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (response.Links.Count == size)
            {
                response.NextPageToken = new PageToken(held.Id, listing, link.Key).Write();
                break;
            }
            response.Links.Add(Describe(link, held.View));
        }

        if (token is null && response.NextPageToken.Length == 0)
            kept.Forget(held);
        return response;
    }

    private static IEnumerable<Link> All(IViewReader view, AddressKey? start) => view.ScanLinks([], start).Where(IsFirst);

    private static IEnumerable<Link> Of(IViewReader view, Key key, AddressKey? start) => KeyGroup.Of(AddressKey.OfEntity(key), view).Entities
        .SelectMany(entity => view.ScanLinks(entity.Bytes))
        .Select(static link => IsFirst(link) ? link : new Link(link.Other, link.One, link.Row))
        .DistinctBy(static link => link.Key)
        .OrderBy(static link => link.Key)
        .Where(link => start is not { } from || link.Key.CompareTo(from) >= 0);

    // A link stands under both its entities.
    private static bool IsFirst(Link link) => link.One.CompareTo(link.Other) < 0;

    private static SameAsLink Describe(Link link, IViewReader view)
    {
        var group = KeyGroup.Of(link.One, view);
        return new SameAsLink
        {
            One = link.One.ToKey(),
            Other = link.Other.ToKey(),
            Joined = link.Row.IsJoined,
            Word = link.Row.Word,
            StatedBy = { link.Row.StatedBy.Take(MostAddresses) },
            Group = group.Best.ToKey(),
            TooLarge = group.IsTooLarge,
        };
    }
}
