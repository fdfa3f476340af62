using System.Globalization;
using DataBus.Hub.Access;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Where operators see and mend failed pushes; guarantees in desk.proto.</summary>
internal sealed partial class DeskApi(
    IExchangeLog log, IViews views, FailedSearch search, IIntake intake, TimeProvider time, IHostApplicationLifetime lifetime)
    : DeskService.DeskServiceBase
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;

    public override async Task<ListFailedResponse> ListFailed(ListFailedRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        var filter = requests.Filter(request.Filter);
        var size = requests.Count("page_size", request.PageSize, DefaultCount, MaxCount);
        var after = After(request.PageToken, requests);
        requests.Demand();

        var page = await search.FindAsync(filter, after, size, context.CancellationToken);
        using var view = await views.AtLeastAsync(page.Revision, context.CancellationToken);
        return new ListFailedResponse
        {
            Items = { page.Ids.Select(id => FailedPushes.Masked(id, view.FindHeld(id)!)) },
            NextPageToken = page.HasMore ? page.Ids[^1].ToString(CultureInfo.InvariantCulture) : "",
            Total = page.Total,
            Revision = page.Revision,
        };
    }

    public override async Task<GroupFailedResponse> GroupFailed(GroupFailedRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        var filter = requests.Filter(request.Filter);
        var limit = requests.Count("limit", request.Limit, DefaultCount, MaxCount);
        requests.Demand();

        var found = await search.GroupAsync(filter, limit, context.CancellationToken);
        using var view = await views.AtLeastAsync(found.Revision, context.CancellationToken);
        return new GroupFailedResponse
        {
            Groups = { found.Groups.Select(group => FailedGroups.Of(group, view.FindHeld(group.Sample[0])!)) },
            Total = found.Total,
            Revision = found.Revision,
        };
    }

    public override async Task<GetFailedResponse> GetFailed(GetFailedRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var shown = FailedDetails.Read(request.Id, view, log) ?? throw HubMessages.NotFound(request.Id.ToString(CultureInfo.InvariantCulture));
        // On record before it is seen: who cannot be noted is shown nothing.
        if (FailedDetails.IsSensitive(shown, view))
            _ = await intake.ViewedAsync(request.Id, caller.Actor, context.CancellationToken);
        return shown;
    }

    internal static ulong After(string token, QueryRequests requests)
    {
        var after = 0UL;
        if (token.Length > 0 && !ulong.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            requests.Add("page_token", "不是翻页标记，应原样给回上一页的 next_page_token。", "It is no token; give back the next_page_token of the page before.");
        return after;
    }
}
