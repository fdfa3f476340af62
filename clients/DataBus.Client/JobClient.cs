using System.Runtime.CompilerServices;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>
/// Acts on many failed pushes as one unit; operators only. The guarantees are those of <c>JobService</c> in protos/databus/v1/job.proto.
/// </summary>
public sealed class JobClient
{
    private readonly HubConnection _connection;
    private readonly StreamRetry _retry;

    internal JobClient(HubConnection connection, StreamRetry retry)
    {
        _connection = connection;
        _retry = retry;
    }

    /// <summary>Tells what an act would do, item by item and then in sum; changes nothing. RESOURCE_EXHAUSTED: more than 50,000 items.</summary>
    public async IAsyncEnumerable<RehearseJobResponse> RehearseAsync(
        RehearseJobRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = _connection.Jobs.RehearseJob(request, _connection.Stream(cancellationToken));
        while (await call.ResponseStream.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
            yield return message;
    }

    /// <summary>Starts a job, proposes it where a second person is needed, or only counts its items.</summary>
    /// <exception cref="DataBusException">
    /// INVALID_ARGUMENT: nothing is named or matches, or the act is not sound. FAILED_PRECONDITION, <c>REHEARSE_AGAIN</c>: the rules have
    /// changed since the rehearsal.
    /// </exception>
    public Task<StartJobResponse> StartAsync(StartJobRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Jobs.StartJobAsync(request, options), cancellationToken);

    /// <summary>Gets a job; NOT_FOUND if there is none such.</summary>
    public async Task<Job> GetAsync(ulong job, CancellationToken cancellationToken = default)
    {
        var request = new GetJobRequest { Job = job };
        return (await _connection.CallAsync(options => _connection.Jobs.GetJobAsync(request, options), cancellationToken).ConfigureAwait(false)).Job;
    }

    /// <summary>Lists jobs, newest first.</summary>
    /// <param name="openOnly">Only those that have not ended.</param>
    /// <param name="limit">At most so many: 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<ListJobsResponse> ListAsync(bool openOnly = false, uint limit = 50, CancellationToken cancellationToken = default)
    {
        var request = new ListJobsRequest { OpenOnly = openOnly, Limit = limit };
        return _connection.CallAsync(options => _connection.Jobs.ListJobsAsync(request, options), cancellationToken);
    }

    /// <summary>Lists what became of a job's items, in the job's order, page after page.</summary>
    /// <param name="job">The job.</param>
    /// <param name="result">Only those with this result; empty: all that were dealt with.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<JobResult> ListItemsAsync(
        ulong job, string result = "", [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListJobItemsRequest { Job = job, Result = result, PageSize = 1000 };
        do
        {
            var page = await _connection
                .CallAsync(options => _connection.Jobs.ListJobItemsAsync(request, options), cancellationToken).ConfigureAwait(false);
            foreach (var one in page.Results)
                yield return one;
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Follows a job until it has ended; a lost connection is mended by watching it again, and said in the log.</summary>
    public async IAsyncEnumerable<Job> WatchAsync(ulong job, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stream = new ReopeningStream<WatchJobResponse>(
            (_, token) => _connection.Jobs.WatchJob(new WatchJobRequest { Job = job }, _connection.Stream(token)),
            static message => message.Revision,
            after: 0,
            _retry);
        while (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is { } message)
            yield return message.Job;
    }

    /// <summary>Approves or rejects a proposed job. PERMISSION_DENIED, <c>NEEDS_SECOND_PERSON</c>: the caller proposed it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="approve">True: approve; false: reject.</param>
    /// <param name="reason">Why; required for a rejection.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Job> DecideAsync(ulong job, bool approve, string reason = "", CancellationToken cancellationToken = default)
    {
        var request = new DecideJobRequest { Job = job, Approve = approve, Reason = reason };
        return (await _connection.CallAsync(options => _connection.Jobs.DecideJobAsync(request, options), cancellationToken).ConfigureAwait(false)).Job;
    }

    /// <summary>Pauses, resumes or cancels a job, or gives it another rate. FAILED_PRECONDITION: it has ended.</summary>
    public async Task<Job> ControlAsync(ControlJobRequest request, CancellationToken cancellationToken = default) =>
        (await _connection.CallAsync(options => _connection.Jobs.ControlJobAsync(request, options), cancellationToken).ConfigureAwait(false)).Job;
}
