using DataBus.Hub.Access;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Operations;
using DataBus.Hub.Operations.Readers;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Durable names of subscriptions; guarantees in reader.proto.</summary>
internal sealed partial class ReaderApi(
    ReaderBook book, ReaderStates states, Rejections rejections, IIntake intake, HubParts parts, TimeProvider time)
    : ReaderService.ReaderServiceBase
{
    private const int MaxReason = 500;

    public override async Task<AcknowledgeResponse> Acknowledge(AcknowledgeRequest request, ServerCallContext context)
    {
        var reader = book.Of(request.Name, CallerIdentity.Of(context));
        var moved = book.Acknowledge(reader, request.Bookmark);
        if (moved)
            await rejections.SettleAsync(reader, context.CancellationToken);
        return new AcknowledgeResponse { Revision = reader.Acknowledged, Moved = moved };
    }

    public override async Task<ListReadersResponse> ListReaders(ListReadersRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        using var view = await parts.Views.AtLeastAsync(parts.Log.Head, context.CancellationToken);
        var rejected = view.Rejections().Where(static row => row.ClosedAt is null).ToLookup(static row => row.Name);
        var answer = new ListReadersResponse { Head = parts.Log.Head };
        foreach (var reader in book.All.Where(reader => caller.IsOperator || ReaderBook.IsOf(reader, caller)))
        {
            var state = states.Of(reader, context.CancellationToken);
            state.Rejected = (ulong)rejected[state.Name].Count();
            answer.Readers.Add(state);
        }
        return answer;
    }

    public override async Task<RejectResponse> Reject(RejectRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var reader = book.Of(request.Name, caller);
        DemandReason(request.Reason);
        return new RejectResponse { Revision = await rejections.RejectAsync(reader, request, caller.Actor, context.CancellationToken) };
    }

    public override async Task<ListRejectionsResponse> ListRejections(ListRejectionsRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        if (request.Name.Length > 0 && !caller.IsOperator)
            _ = book.Of(request.Name, caller);
        using var view = await parts.Views.AtLeastAsync(parts.Log.Head, context.CancellationToken);
        var own = book.All.Where(reader => ReaderBook.IsOf(reader, caller)).Select(static reader => reader.Row.Name).ToHashSet();
        var rows = view.Rejections(request.Name)
            .Where(row => (request.All || row.ClosedAt is null) && (caller.IsOperator || own.Contains(row.Name)))
            .OrderByDescending(static row => row.RejectedAt);
        return new ListRejectionsResponse { Rejections = { rows.Select(Of) }, Revision = view.Watermark };
    }

    private static Rejection Of(RejectionRow row) => new()
    {
        Name = row.Name,
        Revision = row.Revision,
        Address = row.Address,
        EventId = row.EventId,
        Actor = row.Actor,
        Reason = row.Reason,
        RejectedAt = row.RejectedAt,
        ClosedAt = row.ClosedAt,
        ClosedBy = row.ClosedBy,
        ClosedReason = row.ClosedReason,
    };
}
