using System.Runtime.CompilerServices;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>Asks what the hub holds; the guarantees are those of <c>QueryService</c> in protos/databus/v1/query.proto.</summary>
public sealed class QueryClient
{
    private readonly HubConnection _connection;

    internal QueryClient(HubConnection connection) => _connection = connection;

    /// <summary>Gets the golden record of one entity; NOT_FOUND if no address of it has content that the caller may see.</summary>
    public Task<GetEntityResponse> GetEntityAsync(Key key, CancellationToken cancellationToken = default)
    {
        var request = new GetEntityRequest { Kind = KeyText.Name(key.Kind), Scheme = key.Scheme, Value = key.Value };
        return _connection.CallAsync(options => _connection.Query.GetEntityAsync(request, options), cancellationToken);
    }

    /// <summary>Gets one page of entities of a kind, in key order.</summary>
    public Task<ListEntitiesResponse> ListEntitiesAsync(ListEntitiesRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Query.ListEntitiesAsync(request, options), cancellationToken);

    /// <summary>Lists all entities of a kind in key order, page after page, as of one revision.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="facet">Only entities that have this facet kind; empty: all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataBusException">FAILED_PRECONDITION, PAGE_TOKEN_EXPIRED: the caller paused longer than 60 s.</exception>
    public async IAsyncEnumerable<Entity> ListAllEntitiesAsync(
        Kind kind, string facet = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListEntitiesRequest { Kind = KeyText.Name(kind), Facet = facet, PageSize = 500 };
        do
        {
            var page = await ListEntitiesAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var entity in page.Entities)
                yield return entity;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Gets every content that an address ever had, newest first.</summary>
    public Task<GetHistoryResponse> GetHistoryAsync(GetHistoryRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Query.GetHistoryAsync(request, options), cancellationToken);

    /// <summary>Tells which push, source, version, verdicts and time stand behind each facet of an entity.</summary>
    /// <param name="key">The entity.</param>
    /// <param name="facet">Only this facet kind; empty: all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ExplainResponse> ExplainAsync(Key key, string facet = "", CancellationToken cancellationToken = default)
    {
        var request = new ExplainRequest { Kind = KeyText.Name(key.Kind), Scheme = key.Scheme, Value = key.Value, Facet = facet };
        return _connection.CallAsync(options => _connection.Query.ExplainAsync(request, options), cancellationToken);
    }

    /// <summary>Lists the indicators with definition, newest figure and newest observation.</summary>
    public Task<ListIndicatorsResponse> ListIndicatorsAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Query.ListIndicatorsAsync(new ListIndicatorsRequest(), options), cancellationToken);

    /// <summary>Counts the entities that have at least one live facet, by kind.</summary>
    public Task<CountEntitiesResponse> CountEntitiesAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Query.CountEntitiesAsync(new CountEntitiesRequest(), options), cancellationToken);
}
