using System.Runtime.CompilerServices;
using DataBus.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DataBus.Client;

/// <summary>A client of the exchange; thread-safe, keeps one connection. Make one for each hub and identity.</summary>
/// <remarks>
/// Every method throws <see cref="DataBusException"/> if the hub refuses or cannot be reached, and
/// <see cref="OperationCanceledException"/> if the caller's token was cancelled.
/// </remarks>
public sealed class DataBusClient : IDisposable
{
    private readonly DataBusOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HubConnection _connection;
    private readonly StreamRetry _retry;

    /// <summary>Makes a client without dependency injection. It connects at the first call.</summary>
    public DataBusClient(DataBusOptions options)
        : this(Options.Create(options), TimeProvider.System, NullLogger<DataBusClient>.Instance)
    {
    }

    /// <summary>Makes a client.</summary>
    public DataBusClient(IOptions<DataBusOptions> options, TimeProvider time, ILogger<DataBusClient> logger)
    {
        _options = options.Value;
        _time = time;
        _logger = logger;
        _connection = new HubConnection(_options, time);
        Query = new QueryClient(_connection);
        Digests = new DigestClient(_connection);
        _retry = new StreamRetry(_options, time, logger, Notices);
        Desk = new DeskClient(_connection, _retry);
        Jobs = new JobClient(_connection, _retry);
        Operations = new OperationsClient(_connection);
        Readers = new ReaderClient(_connection);
        Freshness = new FreshnessClient(_connection, _retry);
        Governance = new GovernanceClient(_connection);
        Enterprise = new EnterpriseClient(_connection);
        Erasures = new ErasureClient(_connection);
        Grants = new GrantClient(_connection);
        Plan = new PlanClient(_connection);
        SameAs = new SameAsClient(_connection);
        Identity = new IdentityClient(_connection);
    }

    /// <summary>Who is told that a stream waits, and that it goes on.</summary>
    public StreamNotices Notices { get; } = new();

    /// <summary>Asks what the hub holds.</summary>
    public QueryClient Query { get; }

    /// <summary>Proves that what a reader keeps is what the hub has.</summary>
    public DigestClient Digests { get; }

    /// <summary>Sees and mends failed pushes; operators only.</summary>
    public DeskClient Desk { get; }

    /// <summary>Acts on many failed pushes as one unit; operators only.</summary>
    public JobClient Jobs { get; }

    /// <summary>Sees and steers the hub and its sources.</summary>
    public OperationsClient Operations { get; }

    /// <summary>Durable names of subscriptions: how far each reader is.</summary>
    public ReaderClient Readers { get; }

    /// <summary>How often sources should be heard from, and what stands still.</summary>
    public FreshnessClient Freshness { get; }

    /// <summary>Sees and sets who owns what, codes and severities.</summary>
    public GovernanceClient Governance { get; }

    /// <summary>Who may read what, and what this caller may.</summary>
    public GrantClient Grants { get; }

    /// <summary>Erases what the law wants erased.</summary>
    public ErasureClient Erasures { get; }

    /// <summary>Openings and industrial chains.</summary>
    public EnterpriseClient Enterprise { get; }

    /// <summary>The plan's tasks and meetings.</summary>
    public PlanClient Plan { get; }

    /// <summary>Who the caller is, and which certificates are revoked.</summary>
    public IdentityClient Identity { get; }

    /// <summary>Says which keys are one thing; operators only.</summary>
    public SameAsClient SameAs { get; }

    /// <summary>Follows the exchange: a snapshot and then the tail, or on from a bookmark, until cancelled.</summary>
    /// <param name="subscription">What to follow, and from where.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>
    /// Deliveries in revision order, each change at least once and none skipped. A lost connection is mended by going on from
    /// the last bookmark, for ever, and said in the log. Ends by itself only after <see cref="DeliveryKind.Resync"/>, which says
    /// that the bookmark cannot be resumed: throw away what was kept and subscribe anew with a snapshot, or let
    /// <see cref="Subscription.SnapshotAfterResync"/> do that.
    /// </returns>
    /// <exception cref="DataBusException">The hub refused the subscription, or left revisions out.</exception>
    /// <remarks>The guarantees are those of <c>Subscribe</c> in protos/databus/v1/delivery.proto.</remarks>
    public async IAsyncEnumerable<Delivery> SubscribeAsync(
        Subscription subscription, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stream = new ResumingStream(_connection, subscription, _retry, _options, _time, _logger);
        while (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is { } frame)
            yield return Delivery.Of(frame, subscription.Name.Length == 0 ? null : token => AcknowledgeAsync(subscription.Name, frame, token));
    }

    /// <summary>Opens a source for pushing and takes its lease.</summary>
    /// <param name="source">The source, for example <c>tax.rd-deduction</c>.</param>
    /// <param name="holder">Who pushes, for people: host and process, 1 to 100 characters.</param>
    /// <param name="takeOver">Take the lease even if another holds it; the other's next batch is refused.</param>
    /// <param name="cancellationToken">Ends the opening; afterwards the session lives until it is disposed.</param>
    /// <exception cref="DataBusException">
    /// FAILED_PRECONDITION: the lease is held by another, or the source is paused. NOT_FOUND: no such source.
    /// </exception>
    public Task<PushSession> OpenPushAsync(
        string source, string holder, bool takeOver = false, CancellationToken cancellationToken = default) =>
        OpenPushAsync(new Open { Source = source, Holder = holder, TakeOver = takeOver }, cancellationToken);

    /// <summary>Opens a source for pushing, and tells which of its columns each field is made from.</summary>
    public Task<PushSession> OpenPushAsync(Open open, CancellationToken cancellationToken = default) =>
        PushSession.OpenAsync(_connection, open, _options, _time, cancellationToken);

    /// <summary>Pushes a few changes of a caller that has no position; answers after they are on disk.</summary>
    /// <remarks>Repeating it is harmless: what is live is counted as unchanged.</remarks>
    public Task<PushOnceResponse> PushOnceAsync(PushOnceRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Intake.PushOnceAsync(request, options), cancellationToken, request.Source);

    /// <summary>Tells what would become of changes of a source as things stand; nothing is written. The owner and operators only.</summary>
    public Task<JudgeResponse> JudgeAsync(JudgeRequest request, CancellationToken cancellationToken = default) =>
        _connection.CallAsync(options => _connection.Intake.JudgeAsync(request, options), cancellationToken, request.Source);

    /// <summary>Lists the failed pushes of a source whose rows its adapter is asked to read again, oldest first.</summary>
    public async IAsyncEnumerable<Reread> ListRereadsAsync(string source, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = _connection.Intake.ListRereads(new ListRereadsRequest { Source = source }, _connection.Stream(cancellationToken, source));
        while (await call.ResponseStream.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            foreach (var reread in page.Rereads)
                yield return reread;
        }
    }

    /// <summary>Lists every address that a source has written, in key order, as of one revision, with the hash of its content.</summary>
    public IAsyncEnumerable<AddressState> ListAddressesAsync(string source, CancellationToken cancellationToken = default) =>
        ListAddressesAsync(new ListAddressesRequest { Source = source }, cancellationToken);

    /// <summary>Lists addresses of a source, of some buckets only if the request names them.</summary>
    public async IAsyncEnumerable<AddressState> ListAddressesAsync(
        ListAddressesRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var call = _connection.Intake.ListAddresses(request, _connection.Stream(cancellationToken, request.Source));
        while (await call.ResponseStream.NextAsync(cancellationToken).ConfigureAwait(false) is { } page)
        {
            foreach (var address in page.Addresses)
                yield return address;
        }
    }

    /// <summary>Tells digests of a source's live addresses by bucket: what differs from the source's own need be listed only.</summary>
    public Task<DigestAddressesResponse> DigestAddressesAsync(string source, int bucketCount, CancellationToken cancellationToken = default)
    {
        var request = new DigestAddressesRequest { Source = source, BucketCount = (uint)bucketCount };
        return _connection.CallAsync(options => _connection.Intake.DigestAddressesAsync(request, options), cancellationToken, source);
    }

    /// <summary>Lists the files of a source that the hub knows, in the order in which their passes were opened.</summary>
    public async Task<IReadOnlyList<FileState>> ListFilesAsync(string source, CancellationToken cancellationToken = default)
    {
        var request = new ListFilesRequest { Source = source };
        var response = await _connection
            .CallAsync(options => _connection.Intake.ListFilesAsync(request, options), cancellationToken, source).ConfigureAwait(false);
        return response.Files;
    }

    // As the stream itself: a lost connection is mended, for ever, and said in the log.
    private Task<AcknowledgeResponse> AcknowledgeAsync(string name, SubscribeResponse frame, CancellationToken cancellationToken) =>
        _retry.Pipeline(() => frame.LastRevision)
            .ExecuteAsync(async token => await Readers.AcknowledgeAsync(name, frame.Bookmark.Memory, token).ConfigureAwait(false), cancellationToken)
            .AsTask();

    /// <summary>Closes the connection; what runs on it ends.</summary>
    public void Dispose() => _connection.Dispose();
}
