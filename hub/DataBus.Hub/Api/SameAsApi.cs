using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Says which keys are one thing; guarantees in same_as.proto.</summary>
internal sealed class SameAsApi(IExchangeLog log, IViews views, SameAsListing listing, IIntake intake) : SameAsService.SameAsServiceBase
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;

    public override Task<ListSameAsResponse> ListSameAs(ListSameAsRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        var key = request.Key.Length == 0 ? null : requests.Key("key", request.Key);
        var size = requests.Count("page_size", request.PageSize, DefaultCount, MaxCount);
        requests.Demand();

        return listing.ReadAsync(request, key, size, context.CancellationToken);
    }

    public override async Task<ProposeSameAsResponse> ProposeSameAs(ProposeSameAsRequest request, ServerCallContext context)
    {
        var requests = new QueryRequests();
        var limit = requests.Count("limit", request.Limit, DefaultCount, MaxCount);
        requests.Demand();

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var proposals = new SameAsProposals(view, log).All().Take(limit + 1).ToList();
        return new ProposeSameAsResponse
        {
            Proposals = { proposals.Take(limit) },
            More = proposals.Count > limit,
            Revision = view.Watermark,
        };
    }

    public override async Task<JoinSameAsResponse> JoinSameAs(JoinSameAsRequest request, ServerCallContext context)
    {
        var (revision, keys) = await SayAsync(request.One, request.Other, joined: true, request.Reason, context);
        return new JoinSameAsResponse { Revision = revision, Keys = { keys } };
    }

    public override async Task<SplitSameAsResponse> SplitSameAs(SplitSameAsRequest request, ServerCallContext context)
    {
        var (revision, keys) = await SayAsync(request.One, request.Other, joined: false, request.Reason, context);
        return new SplitSameAsResponse { Revision = revision, Keys = { keys } };
    }

    private async Task<(ulong Revision, IEnumerable<Key> Keys)> SayAsync(Key? one, Key? other, bool joined, string reason, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        SameAsRequests.Demand(one, other, reason);
        using (var before = await views.AtLeastAsync(log.Head, context.CancellationToken))
            DemandKnown(before, one!, other!);

        var said = new SameAsSet { One = one, Other = other, Joined = joined, Actor = caller.Actor, Reason = reason };
        var revision = await intake.SetSameAsAsync(said, context.CancellationToken);
        using var after = await views.AtLeastAsync(revision, context.CancellationToken);
        return (revision, [.. KeyGroup.Of(AddressKey.OfEntity(one!), after).Keys]);
    }

    private static void DemandKnown(IViewReader view, params Key[] keys)
    {
        if (!keys.Any(key => view.Scan(AddressKey.EntityPrefix(key)).Any()))
            throw HubMessages.NotFound(string.Join(", ", keys.Select(KeyText.Format)));
    }
}
