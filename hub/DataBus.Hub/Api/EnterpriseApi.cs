using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What the district asks of its enterprises; guarantees in enterprise_query.proto.</summary>
internal sealed class EnterpriseApi(IExchangeLog log, IViews views, Rights rights, TimeProvider time) : EnterpriseService.EnterpriseServiceBase
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;

    public override async Task<ListOpeningsResponse> ListOpenings(ListOpeningsRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var requests = new QueryRequests();
        var limit = requests.Count("limit", request.Limit, DefaultCount, MaxCount);
        requests.Demand();

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var today = CivilDay.Today(time);
        var openings = new OpeningCases(view, log, rights.In(view, caller).Shown, time.GetUtcNow(), today).All()
            .Where(opening => !request.OverdueOnly || opening.Steps.Any(static step => step.OverdueDays > 0))
            .ToList();
        return new ListOpeningsResponse { Openings = { openings.Take(limit) }, Total = (uint)openings.Count, AsOf = CivilDay.Text(today), Revision = view.Watermark };
    }

    public override async Task<ListChainNodesResponse> ListChainNodes(ListChainNodesRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var today = CivilDay.Text(CivilDay.Today(time));
        var nodes = new ChainNodes(view, log, rights.In(view, caller).Shown, today).Read(request.Chain).ToList();
        if (nodes.Count == 0)
            throw HubMessages.NotFound(request.Chain);
        return new ListChainNodesResponse { Nodes = { nodes.Where(node => !request.GapsOnly || node.Gap) }, AsOf = today, Revision = view.Watermark };
    }
}
