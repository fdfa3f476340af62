using DataBus.Hub.Access;
using DataBus.Hub.Intake;
using DataBus.Hub.Operations;
using DataBus.Hub.Operations.Alerts;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>How the hub and its sources stand; guarantees in operations.proto.</summary>
internal sealed partial class OperationsApi(
    HubStatus status, HubParts parts, HubCore core, IIntake intake, AlertWatch alerts, IHostApplicationLifetime lifetime)
    : OperationsService.OperationsServiceBase
{
    private const int MaxReason = 500;
    private const int DefaultPasses = 20;
    private const int MaxPasses = 1_000;

    public override Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
    {
        return Task.FromResult(status.Read());
    }

    public override async Task<ListSourcesResponse> ListSources(ListSourcesRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        using var view = await parts.Views.AtLeastAsync(parts.Log.Head, context.CancellationToken);
        return new ListSourcesResponse
        {
            Sources = { view.Sources().Select(row => status.SourceOf(row, caller.IsOperator || caller.Is(row.Source))) },
            Revision = view.Watermark,
        };
    }

    // An owner may stop its own source, as an adapter does that finds other columns than it was told of; only operators let it go on.
    public override async Task<PauseSourceResponse> PauseSource(PauseSourceRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        caller.DemandOwner(request.Source);
        if (request.Source == HubSource.Name)
            throw HubMessages.HubOnly(request.Source);
        await DemandSourceAsync(request.Source, request.Reason, isReasonRequired: true, context);
        var actor = caller.IsOperator || caller.Source.Length == 0 ? caller.Actor : caller.Source;
        var revision = await intake.SetPausedAsync(request.Source, paused: true, request.Reason, actor, context.CancellationToken);
        return new PauseSourceResponse { Revision = revision };
    }

    public override async Task<ResumeSourceResponse> ResumeSource(ResumeSourceRequest request, ServerCallContext context)
    {
        var caller = await DemandActAsync(request.Source, request.Reason, isReasonRequired: false, context);
        var revision = await intake.SetPausedAsync(request.Source, paused: false, request.Reason, caller.Actor, context.CancellationToken);
        return new ResumeSourceResponse { Revision = revision };
    }

    public override async Task<ListPassesResponse> ListPasses(ListPassesRequest request, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOwner(request.Source);
        var requests = new QueryRequests();
        var limit = requests.Count("limit", request.Limit, DefaultPasses, MaxPasses);
        requests.Demand();
        using var view = await parts.Views.AtLeastAsync(parts.Log.Head, context.CancellationToken);
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
        using var stopping = new StreamStop(context, lifetime);
        KeptHeads.Demand(request.Against);
        foreach (var step in LogVerifier.Verify(core.Store, parts.Log, request.FromRevision, stopping.Token))
        {
            if (step is { Done: true, Sound: true } && KeptHeads.Problem(request.Against, parts.Log) is { } problem)
                (step.Sound, step.Problem) = (false, problem);
            step.Heads = step.Done ? (ulong)request.Against.Count : 0;
            await responseStream.WriteAsync(step, stopping.WriteToken);
        }
    }

    // Who acts on a source: an operator, on one that there is, with a reason where one is wanted.
    private async Task<CallerIdentity> DemandActAsync(string source, string reason, bool isReasonRequired, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        await DemandSourceAsync(source, reason, isReasonRequired, context);
        return caller;
    }

    private async Task DemandSourceAsync(string source, string reason, bool isReasonRequired, ServerCallContext context)
    {
        var requests = new QueryRequests();
        requests.Text("reason", reason, MaxReason, isReasonRequired);
        requests.Demand();
        using var view = await parts.Views.AtLeastAsync(parts.Log.Head, context.CancellationToken);
        _ = view.FindSource(source) ?? throw HubMessages.NotFound(source);
    }
}
