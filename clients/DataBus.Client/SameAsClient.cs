using System.Runtime.CompilerServices;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>
/// Says which keys are one thing; operators only. The guarantees are those of <c>SameAsService</c> in protos/databus/v1/same_as.proto.
/// </summary>
public sealed class SameAsClient
{
    private readonly HubConnection _connection;

    internal SameAsClient(HubConnection connection) => _connection = connection;

    /// <summary>Gets one page of links, in the order of their first keys.</summary>
    public Task<ListSameAsResponse> ListAsync(ListSameAsRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.SameAs.ListSameAsAsync(request, options), cancellationToken);

    /// <summary>Lists all links, page after page, as of one revision.</summary>
    /// <param name="key">Only links of the entity with this key; null: all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DataBusException">FAILED_PRECONDITION, PAGE_TOKEN_EXPIRED: the caller paused longer than 60 s.</exception>
    public async IAsyncEnumerable<SameAsLink> ListAllAsync(Key? key = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListSameAsRequest { Key = key is null ? "" : KeyText.Format(key), PageSize = 500 };
        do
        {
            var page = await ListAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var link in page.Links)
                yield return link;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Proposes links: enterprises with two codes, by their numbers and names.</summary>
    /// <param name="limit">At most so many: 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ProposeSameAsResponse> ProposeAsync(uint limit = 100, CancellationToken cancellationToken = default)
    {
        var request = new ProposeSameAsRequest { Limit = limit };
        return _connection.CallAsync(options => _connection.SameAs.ProposeSameAsAsync(request, options), cancellationToken);
    }

    /// <summary>Joins two keys of one kind; repeating it writes nothing.</summary>
    public Task<JoinSameAsResponse> JoinAsync(Key one, Key other, string reason, CancellationToken cancellationToken = default)
    {
        var request = new JoinSameAsRequest { One = one, Other = other, Reason = reason };
        return _connection.CallAsync(options => _connection.SameAs.JoinSameAsAsync(request, options), cancellationToken);
    }

    /// <summary>Says that two keys are not one thing; repeating it writes nothing.</summary>
    public Task<SplitSameAsResponse> SplitAsync(Key one, Key other, string reason, CancellationToken cancellationToken = default)
    {
        var request = new SplitSameAsRequest { One = one, Other = other, Reason = reason };
        return _connection.CallAsync(options => _connection.SameAs.SplitSameAsAsync(request, options), cancellationToken);
    }
}
