using DataBus.Hub.Access;
using DataBus.Hub.Api;
using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Intake;
using DataBus.Hub.Intake.Jobs;
using DataBus.Hub.Log;
using DataBus.Hub.Operations;
using DataBus.Hub.Operations.Alerts;
using DataBus.Hub.Operations.Backups;
using DataBus.Hub.Operations.Erasures;
using DataBus.Hub.Operations.Freshness;
using DataBus.Hub.Operations.Readers;
using DataBus.Hub.Operations.Retention;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DataBus.Hub;

/// <summary>The hub as its list of parts.</summary>
internal static class HubServiceCollectionExtensions
{
    private const string Ready = "ready";
    /// <summary>Largest request.</summary>
    public const int MaxRequestBytes = 1024 * 1024;

    /// <summary>Largest batch.</summary>
    public const int MaxPushBytes = 4 * 1024 * 1024;

    public static IServiceCollection AddHub(this IServiceCollection services, HubOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        return services.AddCore().AddEntities().AddDesk().AddDelivery().AddOperations().AddRetention().AddAlerts().AddAccess().AddApi();
    }

    public static void MapHub(this WebApplication hub)
    {
        hub.UseMiddleware<UnreadableRequests>();
        hub.UseMiddleware<Admission>();
        hub.UseMiddleware<JsonRequests>();
        hub.MapGrpcService<DeliveryApi>();
        hub.MapGet(EventStreamApi.Path, static (HttpContext call, EventStreamApi stream) => stream.ServeAsync(call)).WithMetadata(HttpAccess.Data with { IsStream = true });
        hub.MapGrpcService<ReaderApi>();
        hub.MapGrpcService<FreshnessApi>();
        hub.MapGrpcService<QueryApi>();
        hub.MapGrpcService<DigestApi>();
        hub.MapGrpcService<DeskApi>();
        hub.MapGrpcService<JobApi>();
        hub.MapGrpcService<SameAsApi>();
        hub.MapGrpcService<OperationsApi>();
        hub.MapGrpcService<BackupApi>();
        hub.MapGrpcService<RetentionApi>();
        hub.MapGrpcService<ErasureApi>();
        hub.MapGrpcService<GovernanceApi>();
        hub.MapGrpcService<GrantApi>();
        hub.MapGrpcService<EnterpriseApi>();
        hub.MapGrpcService<PlanApi>();
        hub.MapGrpcService<IdentityApi>();
        hub.MapGrpcHealthChecksService();
        hub.MapGrpcService<IntakeApi>();
        if (hub.Environment.IsDevelopment())
            hub.MapGrpcReflectionService();
        hub.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = static _ => false }).WithMetadata(HttpAccess.Open);
        hub.MapHealthChecks("/health/ready", HealthText.Options(Ready)).WithMetadata(HttpAccess.Open);
        hub.MapPrometheusScrapingEndpoint("/metrics").WithMetadata(HttpAccess.Everybody);
        // Its gauges exist from the start, not from the first reader on.
        _ = hub.Services.GetRequiredService<HubMetrics>();
        _ = hub.Services.GetRequiredService<ReaderMetrics>();
        _ = hub.Services.GetRequiredService<FreshnessMetrics>();
    }

    private static IServiceCollection AddCore(this IServiceCollection services) => services
        .AddSingleton(static parts => HubCore.Open(
            parts.GetRequiredService<HubOptions>(), parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILoggerFactory>()))
        .AddSingleton(static parts => parts.GetRequiredService<HubCore>().Log)
        .AddSingleton(static parts => parts.GetRequiredService<HubCore>().Views)
        .AddSingleton(static parts => parts.GetRequiredService<HubCore>().Intake)
        .AddSingleton(static parts => parts.GetRequiredService<HubCore>().Observations)
        .AddSingleton(static parts => parts.GetRequiredService<HubCore>().Preparation)
        .AddHostedService<CoreLifetime>()
        .AddSingleton<HubSource>()
        .AddSingleton<FigurePublisher>()
        .AddSingleton<IFigures>(static parts => parts.GetRequiredService<FigurePublisher>())
        .AddHostedService(static parts => parts.GetRequiredService<FigurePublisher>())
        .AddHostedService<DueActs>()
        .AddHostedService<JobRunner>()
        .AddHostedService<HeldReview>();

    private static IServiceCollection AddEntities(this IServiceCollection services) => services
        .AddSingleton<KeptViews>()
        .AddHostedService(static parts => parts.GetRequiredService<KeptViews>());

    private static IServiceCollection AddDesk(this IServiceCollection services) => services
        .AddSingleton(static parts => DeskIndexFile.Open(
            parts.GetRequiredService<HubOptions>().Data,
            parts.GetRequiredService<IExchangeLog>(),
            parts.GetRequiredService<ILogger<DeskIndex>>()))
        .AddHostedService<DeskFollower>();

    private static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<Subscribers>()
        .AddSingleton(static parts => new GranteeHashes(Path.GetFullPath(parts.GetRequiredService<HubOptions>().Data).TrimEnd(Path.DirectorySeparatorChar) + ".keys"))
        .AddSingleton<Rights>()
        .AddSingleton<DeliveryGate>()
        .AddSingleton(static parts => new ReaderStore(parts.GetRequiredService<HubCore>().Store))
        .AddSingleton<ReaderBook>()
        .AddSingleton<ReaderStates>();

    private static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddSingleton<HubParts>();
        services.AddSingleton(static parts => new Backups(
            parts.GetRequiredService<HubCore>().Store,
            parts.GetRequiredService<TimeProvider>(),
            parts.GetRequiredService<ILogger<Backups>>()));
        services.AddSingleton<HubStatus>();
        services.AddSingleton<Rehearsals>();
        services.AddSingleton<JobRehearsals>();
        services.AddSingleton<HubMetrics>();
        services.AddSingleton<ReaderMetrics>();
        services.AddSingleton<Rejections>();
        services.AddSingleton<ReaderConcerns>();
        services.AddSingleton<StallWatch>();
        services.AddSingleton<FreshnessMetrics>();
        services.AddSingleton(static parts => parts.GetRequiredService<HubOptions>().Readers);
        services.AddHealthChecks().AddCheck<HubHealth>("hub", tags: [Ready]);
        return services;
    }

    private static IServiceCollection AddRetention(this IServiceCollection services) => services
        .AddSingleton(static parts => parts.GetRequiredService<HubOptions>().Retention)
        .AddSingleton<Trimmer>()
        .AddSingleton<RetentionPolicy>()
        .AddSingleton(static parts => new ErasureLedger(parts.GetRequiredService<HubOptions>() is { ErasureLedger: { Length: > 0 } named }
            ? named
            : Path.GetFullPath(parts.GetRequiredService<HubOptions>().Data).TrimEnd(Path.DirectorySeparatorChar) + ".erasures"))
        .AddSingleton<ErasureCaches>()
        .AddSingleton<Eraser>()
        .AddHostedService<ErasureStart>()
        .AddHostedService<RetentionLoop>();

    private static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        // The address of a robot has its key in it, and its own loggers would say it.
        services.AddHttpClient(WebhookChannel.ClientName).RemoveAllLoggers();
        return services
            .AddSingleton(static parts => parts.GetRequiredService<HubOptions>().Alerts)
            .AddSingleton<AlertMetrics>()
            .AddSingleton(static parts => AlertRoutes.Of(parts.GetRequiredService<AlertOptions>(), parts))
            .AddSingleton<AlertWatch>()
            .AddSingleton<AlertSender>()
            .AddHostedService<AlertLoop>();
    }

    private static RevokedCertificates Revoked(IViews views)
    {
        using var view = views.Newest();
        return new RevokedCertificates(view.Tables().Revocations.Select(static row => row.Revoked.Serial));
    }

    private static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton(static parts => parts.GetRequiredService<HubOptions>().Tls)
        .AddSingleton(static parts => parts.GetRequiredService<HubOptions>().Jwt)
        .AddSingleton(static parts => new Gateways([.. parts.GetRequiredService<HubOptions>().Gateways.Select(static one => Gateways.Parse(one)!.Value)]))
        .AddSingleton<ServerCertificates>()
        .AddHostedService<CertificateExpiry>()
        .AddSingleton<ClientCertificates>()
        .AddSingleton<Tokens>()
        .AddSingleton(static parts => Revoked(parts.GetRequiredService<IViews>()))
        .AddSingleton<Callers>()
        .AddSingleton(static parts => new CallerLimits(parts.GetRequiredService<HubOptions>().Limits))
        .AddSingleton<AccessPolicy>();

    private static IServiceCollection AddApi(this IServiceCollection services)
    {
        services
            .AddGrpc(static grpc =>
            {
                grpc.MaxReceiveMessageSize = MaxRequestBytes;
                grpc.Interceptors.Add<StatusInterceptor>();
                grpc.Interceptors.Add<ClosedReads>();
            })
            .AddServiceOptions<IntakeApi>(static push => push.MaxReceiveMessageSize = MaxPushBytes)
            .AddJsonTranscoding(static json =>
            {
                // Without the registry a rich error has an empty body.
                json.TypeRegistry = TypeRegistry.FromFiles(ErrorDetailsReflection.Descriptor);
                // As the protos' JSON wants: a revision may be larger than JavaScript counts.
                json.JsonSettings.WriteInt64sAsStrings = true;
            });
        services.AddSingleton<Faults>();
        services.AddSingleton<DeliveryStreams>();
        services.AddSingleton<EventStreamApi>();
        services.AddSingleton<JobOrders>();
        services.AddSingleton<EntityListing>();
        services.AddSingleton<FailedSearch>();
        services.AddSingleton<SameAsListing>();
        services.AddSingleton(static _ => new FigureCalculator());
        services.AddSingleton<MovementAnswers>();
        services.AddGrpcHealthChecks();
        services.AddGrpcReflection();
        return services;
    }
}
