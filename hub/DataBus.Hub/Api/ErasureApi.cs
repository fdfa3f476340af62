using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Erasures;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Erases what the law wants erased; guarantees in erasure.proto.</summary>
internal sealed class ErasureApi(IExchangeLog log, IViews views, IIntake intake, Eraser eraser, IHostApplicationLifetime lifetime)
    : ErasureService.ErasureServiceBase
{
    private const int MaxReason = 500;
    private const int MaxTargets = 1_000;

    public override async Task<ProposeErasureResponse> ProposeErasure(ProposeErasureRequest request, ServerCallContext context)
    {
        Demand(request);

        ErasureScope scope;
        using (var view = await views.AtLeastAsync(log.Head, context.CancellationToken))
        {
            if (request.Targets.FirstOrDefault(target => !ErasureScope.IsKnown(target, view)) is { } unknown)
                throw HubMessages.NotFound(NameOf(unknown));
            scope = ErasureScope.Of(request.Targets, view, log);
            if (scope.IsEmpty)
                throw Nothing(request.Targets, view.Tables().Erasures);
        }
        var proposed = new ErasureProposed { Targets = { request.Targets }, Actor = CallerIdentity.Of(context).Actor, Reason = request.Reason };
        var id = await intake.EnterErasureAsync(new EraseBody { Proposed = proposed }, context.CancellationToken);
        return new ProposeErasureResponse
        {
            Erasure = await FindAsync(id, context.CancellationToken),
            Addresses = { scope.Addresses.Select(static one => $"{KeyText.Format(one.Address.Key)} {one.Address.Facet} {one.Address.Instance}".TrimEnd()) },
        };
    }

    public override async Task<ConfirmErasureResponse> ConfirmErasure(ConfirmErasureRequest request, ServerCallContext context)
    {
        Demand(request.Reason, isRequired: false);

        // Once begun it goes on, whether somebody waits for it or not.
        var work = eraser.ConfirmAsync(request.Id, CallerIdentity.Of(context).Actor, request.Reason, lifetime.ApplicationStopping);
        return new ConfirmErasureResponse { Erasure = await work.WaitAsync(context.CancellationToken) };
    }

    public override async Task<RejectErasureResponse> RejectErasure(RejectErasureRequest request, ServerCallContext context)
    {
        Demand(request.Reason, isRequired: true);

        var decided = new ErasureDecided { Erasure = request.Id, Actor = CallerIdentity.Of(context).Actor, Reason = request.Reason };
        _ = await intake.EnterErasureAsync(new EraseBody { Decided = decided }, context.CancellationToken);
        return new RejectErasureResponse { Erasure = await FindAsync(request.Id, context.CancellationToken) };
    }

    public override async Task<ListErasuresResponse> ListErasures(ListErasuresRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        return new ListErasuresResponse { Erasures = { view.Tables().Erasures.Reverse() } };
    }

    private async Task<Erasure> FindAsync(ulong id, CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        return view.Tables().Erasures.First(one => one.Id == id);
    }

    private static HubException Nothing(IReadOnlyCollection<ErasureTarget> targets, IEnumerable<Erasure> erasures) =>
        erasures.LastOrDefault(one => one.State >= ErasureState.Running && one.Targets.Any(done => targets.Any(target => target.Key.Equals(done.Key)))) is { } erased
            ? ErasureRefusals.AlreadyErased(erased)
            : HubMessages.NotFound(string.Join(", ", targets.Select(NameOf)));

    private static string NameOf(ErasureTarget target) => $"{KeyText.Format(target.Key)} {target.Facet} {target.Instance}".TrimEnd();

    private static void Demand(string reason, bool isRequired)
    {
        var requests = new QueryRequests();
        requests.Text("reason", reason, MaxReason, isRequired);
        requests.Demand();
    }

    private static void Demand(ProposeErasureRequest request)
    {
        var requests = new QueryRequests();
        requests.Text("reason", request.Reason, MaxReason, isRequired: true);
        if (request.Targets.Count is 0 or > MaxTargets)
            requests.Add("targets", $"有 {request.Targets.Count} 个对象，应为 1 至 {MaxTargets} 个。", $"There are {request.Targets.Count} targets; there must be 1 to {MaxTargets}.");
        for (var i = 0; i < request.Targets.Count; i++)
            Demand(request.Targets[i], $"targets[{i}]", requests);
        requests.Demand();
    }

    private static void Demand(ErasureTarget target, string field, QueryRequests requests)
    {
        if (KeyRules.Check(target.Key ?? new Key()) is { } wrong)
            requests.Add($"{field}.{wrong.Field}", wrong.MessageZh, wrong.MessageEn);
        _ = requests.Facet(target.Facet, isRequired: false, $"{field}.facet");
        if (target.Instance.Length > 0 && target.Facet.Length == 0)
            requests.Add($"{field}.facet", "给出实例时应同时给出分面。", "Who names an instance names its facet kind too.");
    }
}
