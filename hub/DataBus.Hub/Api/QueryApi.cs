using DataBus.Hub.Access;
using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>Answers questions about what the hub holds; guarantees in query.proto.</summary>
internal sealed class QueryApi(IExchangeLog log, IViews views, Rights rights, EntityListing listing, BatchPreparation preparation)
    : QueryService.QueryServiceBase
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;
    private const int MaxHistoryBytes = 2 * 1024 * 1024;

    public override async Task<GetEntityResponse> GetEntity(GetEntityRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var requests = new QueryRequests();
        var key = requests.Key(request.Kind, request.Scheme, request.Value);
        requests.Demand();

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var entity = GoldenRecord.Of(EntityGroup.Of(view, key), log, rights.In(view, caller).Shown);
        return new GetEntityResponse { Entity = entity ?? throw HubMessages.NotFound(KeyText.Format(key)), Revision = view.Watermark };
    }

    public override Task<ListEntitiesResponse> ListEntities(ListEntitiesRequest request, ServerCallContext context)
    {
        var shows = rights.Of(CallerIdentity.Of(context));
        var requests = new QueryRequests();
        var kind = requests.Kind(request.Kind);
        var facet = requests.Facet(request.Facet, isRequired: false);
        if (facet is not null && kind != Kind.Unspecified && facet.EntityKind != kind)
            requests.Add("facet", $"{facet.Name} 是 {KeyText.Name(facet.EntityKind)} 的分面，{request.Kind} 没有它。",
                $"{facet.Name} is a facet kind of {KeyText.Name(facet.EntityKind)}; {request.Kind} has none such.");
        var size = requests.Count("page_size", request.PageSize, DefaultCount, MaxCount);
        requests.Demand();
        if (facet is not null && !shows.ShowsSomeOf(facet))
            throw HubMessages.FacetClosed(facet.Name, facet.Zh);

        return listing.ReadAsync(request, kind, size, shows, context.CancellationToken);
    }

    public override async Task<GetHistoryResponse> GetHistory(GetHistoryRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var requests = new QueryRequests();
        var address = new Address { Key = requests.Key(request.Kind, request.Scheme, request.Value), Facet = request.Facet, Instance = request.Instance };
        _ = requests.Facet(request.Facet, isRequired: true);
        var limit = requests.Count("limit", request.Limit, DefaultCount, MaxCount);
        requests.Demand();

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var sight = rights.In(view, caller);
        var explanations = new Explanations(view, log, preparation.Rules, caller, sight);
        var response = new GetHistoryResponse { Revision = view.Watermark };
        foreach (var content in History.Of(AddressKey.Of(address), view, log, () => response.Trimmed = true).Where(content => sight.Shows(content.Change)))
        {
            response.More = response.Versions.Count == limit || response.CalculateSize() > MaxHistoryBytes;
            if (response.More)
                break;
            response.Versions.Add(explanations.Of(content));
        }
        return response.Versions.Count > 0
            ? response
            : throw HubMessages.NotFound($"{KeyText.Format(address.Key)} {address.Facet} {address.Instance}".TrimEnd());
    }

    public override async Task<ExplainResponse> Explain(ExplainRequest request, ServerCallContext context)
    {
        var caller = CallerIdentity.Of(context);
        var requests = new QueryRequests();
        var key = requests.Key(request.Kind, request.Scheme, request.Value);
        var facet = requests.Facet(request.Facet, isRequired: false);
        requests.Demand();

        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var sight = rights.In(view, caller);
        var explanations = new Explanations(view, log, preparation.Rules, caller, sight);
        var keys = KeyGroup.Of(AddressKey.OfEntity(key), view);
        var response = new ExplainResponse { Revision = view.Watermark, Keys = { keys.Keys } };
        response.Facets.Add(keys.Entities
            .SelectMany(entity => view.Scan(entity.Bytes))
            .Where(slot => slot.Value.IsLive && (facet is null || slot.Key.Facet == facet.Name))
            .Select(slot => ContentReader.Read(log, slot.Value.Revision))
            .OfType<Content>()
            .Where(content => sight.Shows(content.Change))
            .Select(explanations.Of));
        return response.Facets.Count > 0 ? response : throw HubMessages.NotFound(KeyText.Format(key));
    }

    public override async Task<ListIndicatorsResponse> ListIndicators(ListIndicatorsRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        return new ListIndicatorsResponse { Indicators = { IndicatorStates.Read(view, log) }, Revision = view.Watermark };
    }

    public override async Task<CountEntitiesResponse> CountEntities(CountEntitiesRequest request, ServerCallContext context)
    {
        using var view = await views.AtLeastAsync(log.Head, context.CancellationToken);
        var counts = view.Counts();
        return new CountEntitiesResponse
        {
            Enterprise = counts.Enterprise,
            Platform = counts.Platform,
            Achievement = counts.Achievement,
            Indicator = counts.Indicator,
            Revision = view.Watermark,
        };
    }
}
