using System.Runtime.CompilerServices;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>
/// Sees and steers the hub and its sources; the guarantees are those of <c>OperationsService</c> in
/// protos/databus/v1/operations.proto.
/// </summary>
public sealed class OperationsClient
{
    private readonly HubConnection _connection;

    internal OperationsClient(HubConnection connection) => _connection = connection;

    /// <summary>Tells the head, the views' watermark, the epoch, the floor.</summary>
    public Task<GetStatusResponse> GetStatusAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Operations.GetStatusAsync(new GetStatusRequest(), options), cancellationToken);

    /// <summary>Lists the sources with counts and state; positions are shown to operators only.</summary>
    public Task<ListSourcesResponse> ListSourcesAsync(CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Operations.ListSourcesAsync(new ListSourcesRequest(), options), cancellationToken);

    /// <summary>Pauses a source: its batches are refused with the reason, its position stays. The owner and operators only.</summary>
    public Task<PauseSourceResponse> PauseSourceAsync(string source, string reason, CancellationToken cancellationToken = default)
    {
        var request = new PauseSourceRequest { Source = source, Reason = reason };
        return _connection.CallAsync(options => _connection.Operations.PauseSourceAsync(request, options), cancellationToken, _connection.IsOperator ? "" : source);
    }

    /// <summary>Lets a paused source go on. Operators only.</summary>
    public Task<ResumeSourceResponse> ResumeSourceAsync(string source, string reason = "", CancellationToken cancellationToken = default)
    {
        var request = new ResumeSourceRequest { Source = source, Reason = reason };
        return _connection.CallAsync(options => _connection.Operations.ResumeSourceAsync(request, options), cancellationToken);
    }

    /// <summary>Tells the reconciliation sheets of a source's newest passes, newest first. The owner and operators only.</summary>
    public Task<ListPassesResponse> ListPassesAsync(string source, int limit = 20, CancellationToken cancellationToken = default)
    {
        var request = new ListPassesRequest { Source = source, Limit = (uint)limit };
        return _connection.CallAsync(options => _connection.Operations.ListPassesAsync(request, options), cancellationToken);
    }

    /// <summary>Raises a source's generation after its versions went back; only what differs is published. Operators only.</summary>
    public Task<RebaseSourceResponse> RebaseSourceAsync(string source, string reason, CancellationToken cancellationToken = default)
    {
        var request = new RebaseSourceRequest { Source = source, Reason = reason };
        return _connection.CallAsync(options => _connection.Operations.RebaseSourceAsync(request, options), cancellationToken);
    }

    /// <summary>Sets how much of a pass may be held before the hub pauses the source; both 0: any number. Operators only.</summary>
    public Task<SetBudgetResponse> SetBudgetAsync(SetBudgetRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Operations.SetBudgetAsync(request, options), cancellationToken);

    /// <summary>Lists alerts, newest first. Operators only.</summary>
    /// <param name="all">True: closed ones too.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<ListAlertsResponse> ListAlertsAsync(bool all = false, CancellationToken cancellationToken = default)
    {
        var request = new ListAlertsRequest { All = all };
        return _connection.CallAsync(options => _connection.Operations.ListAlertsAsync(request, options), cancellationToken);
    }

    /// <summary>Says that somebody looks after an alert, named by its subject or its id. Operators only.</summary>
    public Task<AcknowledgeAlertResponse> AcknowledgeAlertAsync(AcknowledgeAlertRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Operations.AcknowledgeAlertAsync(request, options), cancellationToken);

    /// <summary>Opens delivery, which a new epoch had closed; operators only.</summary>
    public Task<OpenDeliveryResponse> OpenDeliveryAsync(string reason, CancellationToken cancellationToken = default)
    {
        var request = new OpenDeliveryRequest { Reason = reason };
        return _connection.CallAsync(options => _connection.Operations.OpenDeliveryAsync(request, options), cancellationToken);
    }

    /// <summary>
    /// Makes a backup of the running hub into a directory of the hub's machine; progress while it runs, the last message says what it holds.
    /// The guarantees are those of <c>BackupService</c> in protos/databus/v1/backup.proto. Operators only.
    /// </summary>
    /// <param name="directory">An absolute path; absent or empty.</param>
    /// <param name="cancellationToken">Ends it; what was written is removed.</param>
    /// <exception cref="DataBusException">BACKUP_FAILED, BACKUP_RUNNING, BACKUP_DAMAGED: nothing is left in the directory.</exception>
    public async IAsyncEnumerable<MakeBackupResponse> MakeBackupAsync(
        string directory, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new MakeBackupRequest { Directory = directory };
        using var call = _connection.Backups.MakeBackup(request, _connection.Stream(cancellationToken));
        while (await call.ResponseStream.NextAsync(cancellationToken).ConfigureAwait(false) is { } progress)
            yield return progress;
    }

    /// <summary>
    /// Trims the log; a message when that is entered, one when it is done. The guarantees are those of <c>RetentionService</c> in
    /// protos/databus/v1/retention.proto. Operators only.
    /// </summary>
    /// <param name="keepDays">The log of so many days stays whole; at least 1.</param>
    /// <param name="reason">Why; may be empty in a dry run.</param>
    /// <param name="dryRun">Only tell what would go.</param>
    /// <param name="cancellationToken">Ends the call; a trim that is entered goes on.</param>
    public async IAsyncEnumerable<TrimLogResponse> TrimLogAsync(
        uint keepDays, string reason, bool dryRun = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new TrimLogRequest { KeepDays = keepDays, Reason = reason, DryRun = dryRun };
        using var call = _connection.Retention.TrimLog(request, _connection.Stream(cancellationToken));
        while (await call.ResponseStream.NextAsync(cancellationToken).ConfigureAwait(false) is { } progress)
            yield return progress;
    }

    /// <summary>Checks the whole log; progress while it runs, the last message says what was found. Operators only.</summary>
    /// <param name="fromRevision">Check from here on; 0: from the beginning.</param>
    /// <param name="against">Heads kept outside the hub, each of which must be the log's own; null: none. See <see cref="ChainHeads"/>.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async IAsyncEnumerable<VerifyResponse> VerifyAsync(
        ulong fromRevision = 0, IEnumerable<ChainHead>? against = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new VerifyRequest { FromRevision = fromRevision, Against = { against ?? [] } };
        using var call = _connection.Operations.Verify(request, _connection.Stream(cancellationToken));
        while (await call.ResponseStream.NextAsync(cancellationToken).ConfigureAwait(false) is { } progress)
            yield return progress;
    }
}
