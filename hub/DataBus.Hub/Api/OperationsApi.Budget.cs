using DataBus.Hub.Access;
using DataBus.Hub.Intake;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>How much of what a source pushes may be held before it is paused.</summary>
internal sealed partial class OperationsApi
{
    private const uint MaxPercent = 100;

    public override async Task<SetBudgetResponse> SetBudget(SetBudgetRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        if (request.Source == HubSource.Name)
            throw HubMessages.HubOnly(request.Source);
        Demand(request);
        using (var view = await parts.Views.AtLeastAsync(parts.Log.Head, context.CancellationToken))
            _ = view.FindSource(request.Source) ?? throw HubMessages.NotFound(request.Source);
        var budget = new BudgetSet { MaxHeld = request.MaxHeld, MaxPercent = request.MaxPercent, Actor = caller.Actor, Reason = request.Reason };
        return new SetBudgetResponse { Revision = await intake.SetBudgetAsync(request.Source, budget, context.CancellationToken) };
    }

    private static void Demand(SetBudgetRequest request)
    {
        var requests = new QueryRequests();
        if (request.Source.Length == 0)
            requests.Add("source", "未给出数源。", "No source is named.");
        if (request.MaxHeld > long.MaxValue)
            requests.Add("max_held", $"max_held 为 {request.MaxHeld}，应不大于 {long.MaxValue}。", $"max_held is {request.MaxHeld}; it must be at most {long.MaxValue}.");
        if (request.MaxPercent > MaxPercent)
            requests.Add("max_percent", $"max_percent 为 {request.MaxPercent}，应为 0 至 {MaxPercent}。", $"max_percent is {request.MaxPercent}; it must be 0 to {MaxPercent}.");
        requests.Text("reason", request.Reason, MaxReason, isRequired: true);
        requests.Demand();
    }
}
