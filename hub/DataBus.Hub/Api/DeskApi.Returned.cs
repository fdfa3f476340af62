using DataBus.Hub.Access;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>What was given back to a bureau, with all that its workbook shows.</summary>
internal sealed partial class DeskApi
{
    public override async Task ListReturned(
        ListReturnedRequest request, IServerStreamWriter<ListReturnedResponse> responseStream, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        caller.DemandOwner(request.Source);

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var source = view.FindSource(request.Source) ?? throw Refusals.NoSource(request.Source);
        var returned = view.ScanHeld()
            .Where(row => row.Value.State == FailedState.Returned && row.Value.Source == source.Source)
            .Where(row => request.Job == 0 || row.Value.Job == request.Job);
        foreach (var (id, item) in returned)
        {
            // On record before another than its owner sees it.
            if (!caller.Is(source.Source) && FailedDetails.IsSensitive(item.Entry.Change, source))
                _ = await intake.ViewedAsync(id, caller.Actor, context.CancellationToken);
            await responseStream.WriteAsync(Returned(id, item, source), context.CancellationToken);
        }
    }

    // The bureau's own row, in its own words: nothing of it is closed to the source that sent it.
    private ListReturnedResponse Returned(ulong id, HeldItem item, SourceRow source)
    {
        var facet = FailedPushes.FacetOf(item)?.Name ?? "";
        var response = new ListReturnedResponse
        {
            Item = FailedPushes.Of(id, item, static violation => violation),
            Change = item.Entry.Change,
            BadCells = { item.Violations.Select(violation => ReturnedCells.Of(violation, facet, source.Columns)) },
            Reason = item.ReturnReason,
            ReturnedAt = item.ReturnedAt,
            Bureau = source.Bureau,
        };
        if (log.ReadRaw(id) is { } raw)
            response.Raw = UnsafeByteOperations.UnsafeWrap(raw);
        return response;
    }
}
