using DataBus.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace DataBus.Client;

/// <summary>The one channel of a client, and who it says it is.</summary>
internal sealed class HubConnection : IDisposable
{
    // The hub's largest answer is a page of the desk with its raw rows.
    private const int MaxReceiveBytes = 64 * 1024 * 1024;

    private readonly DataBusOptions _options;
    private readonly TimeProvider _time;
    private readonly GrpcChannel _channel;
    private readonly Credentials _credentials;

    public HubConnection(DataBusOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _credentials = Credentials.Of(options);
        _channel = GrpcChannel.ForAddress(options.Hub, new GrpcChannelOptions
        {
            HttpHandler = Handler(_credentials),
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxReceiveBytes,
            // Reopening belongs to the callers, who know from where to go on.
            MaxRetryAttempts = null,
            ServiceConfig = null,
        });
        Intake = new IntakeService.IntakeServiceClient(_channel);
        Delivery = new DeliveryService.DeliveryServiceClient(_channel);
        Readers = new ReaderService.ReaderServiceClient(_channel);
        Freshness = new FreshnessService.FreshnessServiceClient(_channel);
        Query = new QueryService.QueryServiceClient(_channel);
        Digests = new DigestService.DigestServiceClient(_channel);
        Desk = new DeskService.DeskServiceClient(_channel);
        Jobs = new JobService.JobServiceClient(_channel);
        Operations = new OperationsService.OperationsServiceClient(_channel);
        Enterprise = new EnterpriseService.EnterpriseServiceClient(_channel);
        Governance = new GovernanceService.GovernanceServiceClient(_channel);
        Grants = new GrantService.GrantServiceClient(_channel);
        Plan = new PlanService.PlanServiceClient(_channel);
        Retention = new RetentionService.RetentionServiceClient(_channel);
        Erasures = new ErasureService.ErasureServiceClient(_channel);
        Backups = new BackupService.BackupServiceClient(_channel);
        Identity = new IdentityService.IdentityServiceClient(_channel);
        SameAs = new SameAsService.SameAsServiceClient(_channel);
    }

    public IntakeService.IntakeServiceClient Intake { get; }

    public DeliveryService.DeliveryServiceClient Delivery { get; }

    public ErasureService.ErasureServiceClient Erasures { get; }

    public ReaderService.ReaderServiceClient Readers { get; }

    public FreshnessService.FreshnessServiceClient Freshness { get; }

    public QueryService.QueryServiceClient Query { get; }

    public DigestService.DigestServiceClient Digests { get; }

    public DeskService.DeskServiceClient Desk { get; }

    public JobService.JobServiceClient Jobs { get; }

    public OperationsService.OperationsServiceClient Operations { get; }

    public GovernanceService.GovernanceServiceClient Governance { get; }

    public GrantService.GrantServiceClient Grants { get; }

    public EnterpriseService.EnterpriseServiceClient Enterprise { get; }

    public PlanService.PlanServiceClient Plan { get; }

    public RetentionService.RetentionServiceClient Retention { get; }

    public BackupService.BackupServiceClient Backups { get; }

    public SameAsService.SameAsServiceClient SameAs { get; }

    public IdentityService.IdentityServiceClient Identity { get; }

    /// <summary>Whether the caller is an operator: what owners may do too, it does in its own name.</summary>
    public bool IsOperator => (_credentials.Name?.Role ?? _options.Role) == CallerRole.Operator;

    /// <summary>Options of a call with one answer.</summary>
    public CallOptions Unary(CancellationToken cancellationToken, string source = "") =>
        new(Caller(source), (_time.GetUtcNow() + _options.RequestTimeout).UtcDateTime, cancellationToken);

    /// <summary>Options of a call that lasts.</summary>
    public CallOptions Stream(CancellationToken cancellationToken, string source = "") =>
        new(Caller(source), cancellationToken: cancellationToken);

    /// <summary>Makes a call with one answer and translates its error.</summary>
    public async Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken, string source = "")
    {
        try
        {
            using var running = call(Unary(cancellationToken, source));
            return await running.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException error)
        {
            throw StatusTranslator.Translate(error, cancellationToken);
        }
    }

    public void Dispose() => _channel.Dispose();

    private static SocketsHttpHandler Handler(Credentials credentials) => new()
    {
        SslOptions = credentials.Tls(),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        EnableMultipleHttp2Connections = true,
        // A dead peer is found in 45 s even if nothing is sent.
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
        KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    };

    private Metadata Caller(string source)
    {
        if (_credentials.IsProven)
            return Proven(source.Length > 0 ? source : _options.Source);
        // What only a source itself may do, it does as that source.
        var role = source.Length > 0 ? CallerRole.Source : _options.Role;
        var metadata = new Metadata { { "databus-role", role.ToString().ToLowerInvariant() } };
        var owner = source.Length > 0 ? source : _options.Source;
        if (owner.Length > 0)
            metadata.Add("databus-source", Uri.EscapeDataString(owner));
        if (_options.Actor.Length > 0)
            metadata.Add("databus-actor", Uri.EscapeDataString(_options.Actor));
        return metadata;
    }

    // The certificate or token tells the rest.
    private Metadata Proven(string source)
    {
        var metadata = new Metadata();
        if (_options.Token.Length > 0)
            metadata.Add("authorization", $"Bearer {_options.Token}");
        if (source.Length > 0 && _credentials.Name is { Role: CallerRole.Source })
            metadata.Add("databus-source", Uri.EscapeDataString(source));
        return metadata;
    }
}
