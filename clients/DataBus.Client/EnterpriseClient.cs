using DataBus.V1;

namespace DataBus.Client;

/// <summary>Openings and industrial chains; the guarantees are those of <c>EnterpriseService</c> in protos/databus/v1/enterprise_query.proto.</summary>
public sealed class EnterpriseClient
{
    private readonly HubConnection _connection;

    internal EnterpriseClient(HubConnection connection) => _connection = connection;

    /// <summary>Lists openings with steps, elapsed time and overdue owners; overdue ones first.</summary>
    /// <param name="overdueOnly">Only those with an overdue step.</param>
    /// <param name="limit">At most so many, up to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ListOpeningsResponse> ListOpeningsAsync(bool overdueOnly = false, int limit = 100, CancellationToken cancellationToken = default)
    {
        var request = new ListOpeningsRequest { OverdueOnly = overdueOnly, Limit = (uint)limit };
        return _connection.CallAsync(options => _connection.Enterprise.ListOpeningsAsync(request, options), cancellationToken);
    }

    /// <summary>Lists the nodes of one chain or all (empty), with who is on them; NOT_FOUND if there is no such chain.</summary>
    public Task<ListChainNodesResponse> ListChainNodesAsync(string chain = "", bool gapsOnly = false, CancellationToken cancellationToken = default)
    {
        var request = new ListChainNodesRequest { Chain = chain, GapsOnly = gapsOnly };
        return _connection.CallAsync(options => _connection.Enterprise.ListChainNodesAsync(request, options), cancellationToken);
    }
}
