using DataBus.Hub.Access;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Retention;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Trims the log; guarantees in retention.proto.</summary>
internal sealed class RetentionApi(IExchangeLog log, Trimmer trimmer, RetentionPolicy policy, IHostApplicationLifetime lifetime)
    : RetentionService.RetentionServiceBase
{
    private const int MaxReason = 500;
    private const int MaxDays = 36_500;

    public override async Task TrimLog(TrimLogRequest request, IServerStreamWriter<TrimLogResponse> responseStream, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        Demand(request);

        using var stopping = new StreamStop(context, lifetime);
        var floor = policy.FloorOf(TimeSpan.FromDays(request.KeepDays));
        var before = log.Floor;
        var worked = request.DryRun
            ? trimmer.Rehearse(floor, stopping.Token)
            : await trimmer.TrimAsync(
                floor, caller.Actor, request.Reason, stopping.Token, begun => responseStream.WriteAsync(Of(begun, log.Trim.Entry), stopping.WriteToken));
        var last = worked is null
            ? new TrimLogResponse { Floor = before, FloorBefore = before }
            : Of(worked, request.DryRun ? 0 : log.Trim.Entry);
        last.Done = true;
        await responseStream.WriteAsync(last, stopping.WriteToken);
    }

    private static void Demand(TrimLogRequest request)
    {
        var requests = new QueryRequests();
        requests.Text("reason", request.Reason, MaxReason, isRequired: !request.DryRun);
        requests.Demand();
        if (request.KeepDays is < 1 or > MaxDays)
            throw HubMessages.Invalid(
                "keep_days", $"keep_days 为 {request.KeepDays}，应为 1 至 {MaxDays}。", $"keep_days is {request.KeepDays}; it must be 1 to {MaxDays}.");
    }

    private static TrimLogResponse Of(TrimBegun begun, ulong entry) => new()
    {
        Floor = begun.Floor,
        FloorBefore = begun.FloorBefore,
        Dropped = begun.Dropped,
        Rewritten = begun.Rewritten,
        Bytes = begun.Bytes,
        Entry = entry,
    };
}
