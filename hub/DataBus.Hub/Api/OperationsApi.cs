using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>How the hub and its sources stand; guarantees in operations.proto.</summary>
internal sealed class OperationsApi(
    HubStatus status, IViews views, IExchangeLog log, HubCore core, IIntake intake, IHostApplicationLifetime lifetime)
    : OperationsService.OperationsServiceBase
{
    private const int MaxReason = 500;
    private const int DefaultPasses = 20;
    private const int MaxPasses = 1_000;

    public override Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
    {
        _ = CallerIdentity.Of(context);
        return Task.FromResult(status.Read());
    }

    public override async Task<ListSourcesResponse> ListSources(ListSourcesRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        return new ListSourcesResponse
        {
            Sources = { view.Sources().Select(row => status.SourceOf(row, caller.IsOperator || caller.Source == row.Source)) },
            Revision = view.Watermark,
        };
    }

    public override async Task<PauseSourceResponse> PauseSource(PauseSourceRequest request, ServerCallContext context)
    {
        var revision = await SetPausedAsync(request.Source, paused: true, request.Reason, context);
        return new PauseSourceResponse { Revision = revision };
    }

    public override async Task<ResumeSourceResponse> ResumeSource(ResumeSourceRequest request, ServerCallContext context)
    {
        var revision = await SetPausedAsync(request.Source, paused: false, request.Reason, context);
        return new ResumeSourceResponse { Revision = revision };
    }

    public override async Task<ListPassesResponse> ListPasses(ListPassesRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        if (!caller.IsOperator && caller.Source != request.Source)
            throw HubMessages.OwnerOnly(request.Source);
        var requests = new QueryRequests();
        var limit = requests.Count("limit", request.Limit, DefaultPasses, MaxPasses);
        requests.Demand();
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        _ = view.FindSource(request.Source) ?? throw HubMessages.NotFound(request.Source);
        return new ListPassesResponse
        {
            Passes = { view.Passes(request.Source).TakeLast(limit).Reverse().Select(pass => PassSheets.Of(request.Source, pass)) },
            Revision = view.Watermark,
        };
    }

    public override async Task<RebaseSourceResponse> RebaseSource(RebaseSourceRequest request, ServerCallContext context)
    {
        var caller = await DemandActAsync(request.Source, request.Reason, isReasonRequired: true, context);
        return await intake.RebaseAsync(request.Source, request.Reason, caller.Actor, context.CancellationToken);
    }

    public override async Task Verify(VerifyRequest request, IServerStreamWriter<VerifyResponse> responseStream, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOperator();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        foreach (var step in LogVerifier.Verify(core.Store, log, request.FromRevision, stopping.Token))
            await responseStream.WriteAsync(step, stopping.Token);
    }

    private async Task<ulong> SetPausedAsync(string source, bool paused, string reason, ServerCallContext context)
    {
        var caller = await DemandActAsync(source, reason, isReasonRequired: paused, context);
        return await intake.SetPausedAsync(source, paused, reason, caller.Actor, context.CancellationToken);
    }

    // Who acts on a source: an operator, on one that there is, with a reason where one is wanted.
    private async Task<CallerIdentity> DemandActAsync(string source, string reason, bool isReasonRequired, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        caller.DemandOperator();
        var requests = new QueryRequests();
        requests.Text("reason", reason, MaxReason, isReasonRequired);
        requests.Demand();
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        _ = view.FindSource(source) ?? throw HubMessages.NotFound(source);
        return caller;
    }
}
