using DataBus.Hub.Access;
using DataBus.Hub.Desk;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What becomes of failed pushes, as it becomes.</summary>
internal sealed partial class DeskApi
{
    public override async Task WatchFailed(
        WatchFailedRequest request, IServerStreamWriter<WatchFailedResponse> responseStream, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOwner(request.Source);
        var head = log.Head;
        Demand(request, head);

        using var stopping = new StreamStop(context, lifetime);
        var watch = new DeskWatch(log, views, request.Source);
        await foreach (var told in watch.ReadAsync(request.AfterRevision == 0 ? head : request.AfterRevision, stopping.Token))
            await responseStream.WriteAsync(told, stopping.WriteToken);
    }

    private void Demand(WatchFailedRequest request, ulong head)
    {
        var requests = new QueryRequests();
        if (request.AfterRevision > head)
            requests.Add("after_revision", $"为 {request.AfterRevision}，而日志只到 {head}：是另一段历史的版本。",
                $"It is {request.AfterRevision}, but the log ends at {head}: it is a revision of another history.");
        requests.Demand();
        using var view = views.Newest();
        if (request.Source.Length > 0 && view.FindSource(request.Source) is null)
            throw HubMessages.NotFound(request.Source);
    }
}
