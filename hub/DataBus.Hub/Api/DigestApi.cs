using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Digests of what readers hold; guarantees in digest.proto.</summary>
internal sealed class DigestApi(IExchangeLog log, IViews views, Rights rights, KeptViews kept) : DigestService.DigestServiceBase
{
    private const int DefaultRows = 1_000;
    private const int MaxRows = 10_000;
    private const int MaxPrefixes = 65_536;

    public override async Task<GetDigestResponse> GetDigest(GetDigestRequest request, ServerCallContext context)
    {
        var shows = rights.Of(CallerIdentity.Of(context));
        var requests = new QueryRequests();
        var rows = DigestRows.Of(request.Scope, requests);
        if (request.Depth > SetDigests.MaxDepth)
            requests.Add("depth", $"depth 为 {request.Depth}，应为 0 至 {SetDigests.MaxDepth}。", $"depth is {request.Depth}; it must be 0 to {SetDigests.MaxDepth}.");
        requests.Demand();
        var head = log.Head;
        if (request.AtLeastRevision > head)
            throw HubMessages.BeyondHead(request.AtLeastRevision, head);

        using var held = kept.Keep(await views.AtLeastAsync(head, context.CancellationToken));
        var digests = new SetDigests((int)request.Depth);
        foreach (var row in rows.Read(held.View, log, shows))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            digests.Add(row.Name, row.Revision);
        }

        var response = new GetDigestResponse { Buckets = { digests.All() }, Revision = held.View.Watermark };
        if (request.Narrow)
            response.PageToken = new PageToken(held.Id, rows.Listing, rows.Start).Write();
        else
            kept.Forget(held);
        return response;
    }

    public override Task<ListDigestedResponse> ListDigested(ListDigestedRequest request, ServerCallContext context)
    {
        var shows = rights.Of(CallerIdentity.Of(context));
        var requests = new QueryRequests();
        var rows = DigestRows.Of(request.Scope, requests);
        var size = requests.Count("page_size", request.PageSize, DefaultRows, MaxRows);
        if (request.Prefixes.Count > MaxPrefixes || request.Prefixes.Any(static prefix => prefix.Length > SetDigests.MaxDepth))
            requests.Add("prefixes", $"应至多 {MaxPrefixes} 个，每个至多 {SetDigests.MaxDepth} 字节。", $"At most {MaxPrefixes} are taken, each of at most {SetDigests.MaxDepth} bytes.");
        requests.Demand();

        var token = PageToken.Read(request.PageToken, rows.Listing);
        using var held = kept.Find(token.View) ?? throw HubMessages.PageTokenExpired();
        var prefixes = request.Prefixes.ToHashSet();
        var response = new ListDigestedResponse { Revision = held.View.Watermark };
        foreach (var row in rows.Read(held.View, log, shows, token.Next).Where(row => prefixes.Count == 0 || SetDigests.IsWithin(row.Name, prefixes)))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (response.Rows.Count == size)
            {
                response.NextPageToken = new PageToken(held.Id, rows.Listing, row.Key).Write();
                break;
            }
            response.Rows.Add(new DigestedRow { Address = row.Key.ToAddress(), EventId = row.Key.EventId, Revision = row.Revision });
        }
        return Task.FromResult(response);
    }
}
