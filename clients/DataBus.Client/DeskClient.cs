using System.Runtime.CompilerServices;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>
/// Sees and mends failed pushes. Operators only: others get PERMISSION_DENIED. The guarantees, and the words of results, are those of
/// <c>DeskService</c> in protos/databus/v1/desk.proto; acts on more than 100 items are jobs (<see cref="JobClient"/>).
/// </summary>
/// <remarks>
/// An act on one item throws ABORTED, <c>ITEM_MOVED</c>, if the item is not at the version that was named; <see cref="DataBusException.Facts"/>
/// then tell who moved it, when and to what. An act on several gives each its own result. INVALID_ARGUMENT: a path, a type or a
/// reason is wrong, and nothing was done.
/// </remarks>
public sealed class DeskClient
{
    private readonly HubConnection _connection;
    private readonly StreamRetry _retry;

    internal DeskClient(HubConnection connection, StreamRetry retry)
    {
        _connection = connection;
        _retry = retry;
    }

    /// <summary>Gets one page of failed pushes, oldest first.</summary>
    public Task<ListFailedResponse> ListFailedAsync(ListFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.ListFailedAsync(request, options), cancellationToken);

    /// <summary>Lists all failed pushes that match, oldest first, page after page.</summary>
    public async IAsyncEnumerable<FailedPush> ListAllFailedAsync(
        FailedFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListFailedRequest { Filter = filter, PageSize = 1000 };
        do
        {
            var page = await ListFailedAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
                yield return item;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Groups failed pushes by cause, the largest group first.</summary>
    public Task<GroupFailedResponse> GroupFailedAsync(GroupFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.GroupFailedAsync(request, options), cancellationToken);

    /// <summary>Gets one failed push with raw row, typed view, violations and history; NOT_FOUND if there is none such.</summary>
    public Task<GetFailedResponse> GetFailedAsync(ulong id, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.GetFailedAsync(new GetFailedRequest { Id = id }, options), cancellationToken);

    /// <summary>Follows what becomes of failed pushes, in revision order, each change at least once, until cancelled.</summary>
    /// <param name="source">Only this source; empty: all, for operators.</param>
    /// <param name="afterRevision">From behind this revision on; 0: from now on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <remarks>A lost connection is mended by going on from the last <see cref="WatchFailedResponse.Revision"/>, and said in the log.</remarks>
    public async IAsyncEnumerable<WatchFailedResponse> WatchFailedAsync(
        string source = "", ulong afterRevision = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // "Now" is asked for once: opened again before anything was told, the stream would else leave out what came in between.
        var after = afterRevision > 0 ? afterRevision : await HeadAsync(cancellationToken).ConfigureAwait(false);
        using var stream = new ReopeningStream<WatchFailedResponse>(
            (revision, token) => _connection.Desk.WatchFailed(
                new WatchFailedRequest { Source = source, AfterRevision = revision }, _connection.Stream(token)),
            static message => message.Revision,
            after,
            _retry);
        while (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
            yield return message;
    }

    /// <summary>Changes named fields of what failed pushes would publish, and judges them at once. FAILED_PRECONDITION: no typed view.</summary>
    public Task<PatchFailedResponse> PatchFailedAsync(PatchFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.PatchFailedAsync(request, options), cancellationToken);

    /// <summary>Judges failed pushes again, patched or as they are, with the rules of now, and publishes what these let through.</summary>
    public Task<ReplayFailedResponse> ReplayFailedAsync(ReplayFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.ReplayFailedAsync(request, options), cancellationToken);

    /// <summary>Closes failed pushes, with a reason: their content is known from now on.</summary>
    public Task<DiscardFailedResponse> DiscardFailedAsync(DiscardFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.DiscardFailedAsync(request, options), cancellationToken);

    /// <summary>Opens discarded failed pushes again.</summary>
    public Task<RestoreFailedResponse> RestoreFailedAsync(RestoreFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.RestoreFailedAsync(request, options), cancellationToken);

    /// <summary>Gives failed pushes back to their bureau, with a day by which the corrected push is expected.</summary>
    public Task<ReturnFailedResponse> ReturnFailedAsync(ReturnFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.ReturnFailedAsync(request, options), cancellationToken);

    /// <summary>Lists what was returned of a source, with all that a workbook for the bureau shows. Operators and the owner.</summary>
    /// <param name="source">The source.</param>
    /// <param name="job">Only what this job returned; 0: all.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<ListReturnedResponse> ListReturnedAsync(
        string source, ulong job = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListReturnedRequest { Source = source, Job = job };
        using var call = _connection.Desk.ListReturned(request, _connection.Stream(cancellationToken));
        while (await call.ResponseStream.NextAsync(cancellationToken).ConfigureAwait(false) is { } item)
            yield return item;
    }

    /// <summary>Asks the sources' adapters to fetch and map the rows of failed pushes again.</summary>
    public Task<RereadFailedResponse> RereadFailedAsync(RereadFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.RereadFailedAsync(request, options), cancellationToken);

    /// <summary>Says that the owner confirmed what was published mended; closes the correction notice.</summary>
    public Task<ConfirmFailedResponse> ConfirmFailedAsync(ConfirmFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.ConfirmFailedAsync(request, options), cancellationToken);

    /// <summary>Says that another operator looked at what one operator mended alone.</summary>
    public Task<ReviewFailedResponse> ReviewFailedAsync(ReviewFailedRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Desk.ReviewFailedAsync(request, options), cancellationToken);

    private async Task<ulong> HeadAsync(CancellationToken cancellationToken) =>
        (await _connection.CallAsync(options => _connection.Operations.GetStatusAsync(new GetStatusRequest(), options), cancellationToken)
            .ConfigureAwait(false)).Head;
}
