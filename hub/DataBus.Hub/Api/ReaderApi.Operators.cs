using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Entities;
using DataBus.Hub.Operations.Readers;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What operators do with durable names. Each act is an entry of the log first: if the hub stops in between, it is repeated.</summary>
internal sealed partial class ReaderApi
{
    public override async Task<CloseRejectionResponse> CloseRejection(CloseRejectionRequest request, ServerCallContext context)
    {
        var caller = DemandAct(request.Reason, context);
        var set = Rejections.ClosedBy(caller.Actor, request.Name, request.Revision, request.Reason);
        return new CloseRejectionResponse { Revision = await intake.SetReaderAsync(set, context.CancellationToken) };
    }

    public override async Task<SeekReaderResponse> SeekReader(SeekReaderRequest request, ServerCallContext context)
    {
        var caller = DemandAct(request.Reason, context);
        var reader = book.Find(request.Name);
        var filter = states.FilterOf(reader);
        var to = PlaceOf(request, filter);
        if (to.Resync is not null)
            throw ReaderRefusals.BelowFloor(parts.Log.Floor);
        var set = new ReaderSet
        {
            Name = request.Name,
            Act = ReaderActs.Sought,
            Revision = to.Last,
            Actor = caller.Actor,
            Reason = request.Reason,
        };
        var revision = await intake.SetReaderAsync(set, context.CancellationToken);
        book.Seek(reader, filter, to);
        var answer = new SeekReaderResponse { Revision = revision };
        if (!to.Position.InSnapshot)
            answer.BeginsAt = to.Last + 1;
        return answer;
    }

    public override async Task<DropReaderResponse> DropReader(DropReaderRequest request, ServerCallContext context)
    {
        var caller = DemandAct(request.Reason, context);
        var reader = book.Find(request.Name);
        var set = new ReaderSet { Name = request.Name, Act = ReaderActs.Dropped, Actor = caller.Actor, Reason = request.Reason };
        var revision = await intake.SetReaderAsync(set, context.CancellationToken);
        book.Drop(reader);
        return new DropReaderResponse { Revision = revision };
    }

    private Resumption PlaceOf(SeekReaderRequest request, Filter filter)
    {
        var start = request.ToCase switch
        {
            SeekReaderRequest.ToOneofCase.Revision => new SubscribeRequest { FromRevision = request.Revision },
            SeekReaderRequest.ToOneofCase.Time => new SubscribeRequest { FromTime = request.Time },
            SeekReaderRequest.ToOneofCase.Snapshot when request.Snapshot => new SubscribeRequest { Snapshot = true },
            _ => throw HubMessages.Invalid("to", "请给出 snapshot、revision 或 time 之一。", "Give snapshot, revision or time, one of them."),
        };
        TailStart.DemandPast(start, parts.Log.Head, time);
        return Resumption.Of(start, filter, parts.Log);
    }

    private static CallerIdentity DemandAct(string reason, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        DemandReason(reason);
        return caller;
    }

    private static void DemandReason(string reason)
    {
        var requests = new QueryRequests();
        requests.Text("reason", reason, MaxReason, isRequired: true);
        requests.Demand();
    }
}
