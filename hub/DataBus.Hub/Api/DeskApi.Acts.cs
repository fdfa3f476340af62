using DataBus.Hub.Access;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What operators do to a few failed pushes; each act is decided by the one writer.</summary>
internal sealed partial class DeskApi
{
    private const int MaxReason = 500;

    public override Task<ReplayFailedResponse> ReplayFailed(ReplayFailedRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        caller.DemandOperator();
        Demand(request.Items, request.Reason, needsReason: false);

        return intake.ReplayAsync(request, caller.Actor, context.CancellationToken);
    }

    public override Task<DiscardFailedResponse> DiscardFailed(DiscardFailedRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        caller.DemandOperator();
        Demand(request.Items, request.Reason, needsReason: true);

        return intake.DiscardAsync(request, caller.Actor, context.CancellationToken);
    }

    private static void Demand(IReadOnlyCollection<FailedRef> ids, string reason, bool needsReason)
    {
        var requests = new QueryRequests();
        if (ids.Count is 0 or > MaxCount)
            requests.Add("ids", $"有 {ids.Count} 个编号，应为 1 至 {MaxCount} 个。", $"There are {ids.Count} ids; 1 to {MaxCount} are allowed.");
        requests.Text("reason", reason, MaxReason, needsReason);
        requests.Demand();
    }
}
