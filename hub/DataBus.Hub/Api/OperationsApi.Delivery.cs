using DataBus.Hub.Access;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Delivery after a restore.</summary>
internal sealed partial class OperationsApi
{
    public override async Task<OpenDeliveryResponse> OpenDelivery(OpenDeliveryRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var requests = new QueryRequests();
        requests.Text("reason", request.Reason, MaxReason, isRequired: true);
        requests.Demand();
        var opened = new DeliveryOpened { Actor = caller.Actor, Reason = request.Reason };
        var revision = await intake.OpenDeliveryAsync(opened, context.CancellationToken);
        // Whoever is told that it is open may try at once.
        using var view = await parts.Views.AtLeastAsync(revision, context.CancellationToken);
        return new OpenDeliveryResponse { Revision = revision };
    }
}
