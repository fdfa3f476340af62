using System.Runtime.CompilerServices;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>
/// How often sources should be heard from, and what stands still; the guarantees are those of <c>FreshnessService</c> in
/// protos/databus/v1/freshness.proto.
/// </summary>
public sealed class FreshnessClient
{
    private readonly HubConnection _connection;
    private readonly StreamRetry _retry;

    internal FreshnessClient(HubConnection connection, StreamRetry retry)
    {
        _connection = connection;
        _retry = retry;
    }

    /// <summary>Sets how often a source should be heard from. Operators only.</summary>
    public Task<SetFreshnessResponse> SetAsync(SetFreshnessRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Freshness.SetFreshnessAsync(request, options), cancellationToken);

    /// <summary>Tells that a source was looked at and nothing was pushed. The source itself and operators only.</summary>
    /// <param name="source">The source.</param>
    /// <param name="unreadable">Why it cannot be read; empty: there was nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ReportLookResponse> ReportLookAsync(string source, string unreadable, CancellationToken cancellationToken = default)
    {
        var request = new ReportLookRequest { Source = source, Unreadable = unreadable };
        return _connection.CallAsync(options => _connection.Freshness.ReportLookAsync(request, options), cancellationToken, source);
    }

    /// <summary>Lists what stands still now. Operators only.</summary>
    public Task<ListStallsResponse> ListStallsAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Freshness.ListStallsAsync(new ListStallsRequest(), options), cancellationToken);

    /// <summary>Tells what stands still, at once and then at each change, until cancelled; each message is all of it. Operators only.</summary>
    public async IAsyncEnumerable<WatchStallsResponse> WatchStallsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stream = new ReopeningStream<WatchStallsResponse>(
            (_, token) => _connection.Freshness.WatchStalls(new WatchStallsRequest(), _connection.Stream(token)), static _ => 0, 0, _retry);
        while (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
            yield return message;
    }
}
