using Microsoft.AspNetCore.Mvc;

namespace DataBus.SampleBureaus.IpCenter;

/// <summary>The IP centre's own HTTP API: its feeds, in pages, with ETags.</summary>
internal static class IpCenterApi
{
    private const int LargestPage = 500;

    public static void MapIpCenter(this IEndpointRouteBuilder routes)
    {
        routes.MapFeed<LegalEvent>("/api/v1/legal-events");
        routes.MapFeed<Licence>("/api/v1/licences");
        routes.MapFeed<Pledge>("/api/v1/pledges");
        routes.MapFeed<Transfer>("/api/v1/transfers");
    }

    private static void MapFeed<T>(this IEndpointRouteBuilder routes, string path) where T : IFeedItem =>
        routes.MapGet(path, (HttpContext context, Feed<T> feed, [AsParameters] PageQuery query) => Answer(context, feed, query));

    private static IResult Answer<T>(HttpContext context, Feed<T> feed, PageQuery query) where T : IFeedItem
    {
        var (page, size, after) = (query.Page ?? 1, query.Size ?? 100, query.After ?? 0);
        if (page < 1 || size is < 1 or > LargestPage || after < 0)
            return Results.BadRequest(new ProblemDetails { Title = $"page ≥ 1, size 1–{LargestPage}, after ≥ 0" });

        var answer = feed.Page(page, size, after);
        context.Response.Headers.ETag = answer.ETag;
        return context.Request.Headers.IfNoneMatch == answer.ETag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Ok(answer);
    }
}
