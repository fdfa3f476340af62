using System.Runtime.CompilerServices;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>Compares what a reader keeps with what the hub has; definition and guarantees are those of <c>DigestService</c> in
/// protos/databus/v1/digest.proto. The reader's own digests are made by <see cref="SetDigests"/>.</summary>
public sealed class DigestClient
{
    private readonly HubConnection _connection;

    internal DigestClient(HubConnection connection) => _connection = connection;

    /// <summary>Gets the digests of what the caller may see, by bucket, as of one revision.</summary>
    /// <exception cref="DataBusException">OUT_OF_RANGE, REVISION_BEYOND_HEAD: the reader's rows are of another history.</exception>
    public Task<GetDigestResponse> GetAsync(GetDigestRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Digests.GetDigestAsync(request, options), cancellationToken);

    /// <summary>Lists rows in key order, page after page, as of the revision of the digest whose token the request has.</summary>
    /// <exception cref="DataBusException">FAILED_PRECONDITION, PAGE_TOKEN_EXPIRED: the caller paused longer than 60 s.</exception>
    public async IAsyncEnumerable<DigestedRow> ListAsync(ListDigestedRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var page = request.Clone();
        do
        {
            var answer = await _connection.CallAsync(options => _connection.Digests.ListDigestedAsync(page, options), cancellationToken).ConfigureAwait(false);
            foreach (var row in answer.Rows)
                yield return row;
            page.PageToken = answer.NextPageToken;
        }
        while (page.PageToken.Length > 0);
    }
}
