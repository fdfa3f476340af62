using DataBus.Hub.Access;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Durable names of subscriptions; guarantees in reader.proto.</summary>
internal sealed class ReaderApi(ReaderBook book, ReaderStates states, IExchangeLog log) : ReaderService.ReaderServiceBase
{
    public override Task<AcknowledgeResponse> Acknowledge(AcknowledgeRequest request, ServerCallContext context)
    {
        var reader = book.Of(request.Name, CallerIdentity.Of(context));
        var moved = book.Acknowledge(reader, request.Bookmark);
        return Task.FromResult(new AcknowledgeResponse { Revision = reader.Position.Revision, Moved = moved });
    }

    public override Task<ListReadersResponse> ListReaders(ListReadersRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var shown = book.All.Where(reader => caller.IsOperator || ReaderBook.IsOf(reader, caller));
        return Task.FromResult(new ListReadersResponse
        {
            Readers = { shown.Select(reader => states.Of(reader, context.CancellationToken)) },
            Head = log.Head,
        });
    }
}
