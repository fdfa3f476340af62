using DataBus.Hub.Access;
using DataBus.Hub.Intake;
using DataBus.Hub.Operations;
using DataBus.Hub.Operations.Freshness;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>How often sources should be heard from, and what stands still; guarantees in freshness.proto.</summary>
internal sealed class FreshnessApi(
    HubParts parts, IIntake intake, Observations observations, StallWatch watch, TimeProvider time, IHostApplicationLifetime lifetime)
    : FreshnessService.FreshnessServiceBase
{
    private const int MaxReason = 500;

    private static readonly TimeSpan _lookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _tellEvery = TimeSpan.FromSeconds(20);

    public override async Task<SetFreshnessResponse> SetFreshness(SetFreshnessRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        if (request.Source == HubSource.Name)
            throw HubMessages.HubOnly(request.Source);
        Demand(request);
        await DemandSourceAsync(request.Source, context.CancellationToken);
        var set = new FreshnessSet { Every = request.Every, TakenBack = request.AsDeclared, Actor = caller.Actor, Reason = request.Reason };
        return new SetFreshnessResponse { Revision = await intake.SetFreshnessAsync(request.Source, set, context.CancellationToken) };
    }

    public override async Task<ReportLookResponse> ReportLook(ReportLookRequest request, ServerCallContext context)
    {
        CallerIdentity.Of(context).DemandOwner(request.Source);
        var requests = new QueryRequests();
        requests.Text("unreadable", request.Unreadable, MaxReason, isRequired: false);
        requests.Demand();
        await DemandSourceAsync(request.Source, context.CancellationToken);
        observations.Looked(request.Source, request.Unreadable);
        return new ReportLookResponse();
    }

    public override async Task<ListStallsResponse> ListStalls(ListStallsRequest request, ServerCallContext context)
    {
        return new ListStallsResponse { Stalls = { await watch.NowAsync(context.CancellationToken) } };
    }

    public override async Task WatchStalls(WatchStallsRequest request, IServerStreamWriter<WatchStallsResponse> responseStream, ServerCallContext context)
    {
        using var stopping = new StreamStop(context, lifetime);
        using var timer = new PeriodicTimer(_lookEvery, time);
        var (told, toldAt) = (default(IReadOnlyList<Stall>), DateTimeOffset.MinValue);
        do
        {
            var (stalls, now) = (await watch.NowAsync(stopping.Token), time.GetUtcNow());
            if (told is not null && stalls.SequenceEqual(told) && now - toldAt < _tellEvery)
                continue;
            await responseStream.WriteAsync(
                new WatchStallsResponse { Stalls = { stalls }, At = Timestamp.FromDateTimeOffset(now) }, stopping.WriteToken);
            (told, toldAt) = (stalls, now);
        }
        while (await timer.WaitForNextTickAsync(stopping.Token));
    }

    private static void Demand(SetFreshnessRequest request)
    {
        var requests = new QueryRequests();
        if (request.Every is { } every && !FreshnessRange.Holds(every))
            requests.Add("every", FreshnessRange.Zh, FreshnessRange.En);
        if (!(request.Every is not null || request.None || request.AsDeclared))
            requests.Add("expectation", "请给出 every、none 或 as_declared 之一。", "Give every, none or as_declared, one of them.");
        requests.Text("reason", request.Reason, MaxReason, isRequired: true);
        requests.Demand();
    }

    private async Task DemandSourceAsync(string source, CancellationToken cancellationToken)
    {
        using var view = await parts.Views.AtLeastAsync(parts.Log.Head, cancellationToken);
        _ = view.FindSource(source) ?? throw HubMessages.NotFound(source);
    }
}
