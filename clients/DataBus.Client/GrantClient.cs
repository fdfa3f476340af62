using DataBus.V1;

namespace DataBus.Client;

/// <summary>Who may read what; the guarantees are those of <c>GrantService</c> in protos/databus/v1/grant.proto.</summary>
public sealed class GrantClient
{
    private readonly HubConnection _connection;

    internal GrantClient(HubConnection connection) => _connection = connection;

    /// <summary>Lists the grants that stand: all to the administrators, to others their own.</summary>
    public Task<ListGrantsResponse> ListAsync(string grantee = "", CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Grants.ListGrantsAsync(new ListGrantsRequest { Grantee = grantee }, options), cancellationToken);

    /// <summary>Puts a set of grants in the place of the one that stands. SECURITY only.</summary>
    /// <exception cref="DataBusException">INVALID_ARGUMENT with all that is wrong; ABORTED: others were applied meanwhile.</exception>
    public Task<ApplyGrantsResponse> ApplyAsync(ApplyGrantsRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Grants.ApplyGrantsAsync(request, options), cancellationToken);

    /// <summary>Tells what a caller may read and write; others than oneself to the administrators only.</summary>
    public Task<DescribeResponse> DescribeAsync(string caller = "", string facet = "", CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Grants.DescribeAsync(new DescribeRequest { Caller = caller, Facet = facet }, options), cancellationToken);
}
