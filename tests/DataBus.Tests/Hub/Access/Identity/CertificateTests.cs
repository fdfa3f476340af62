using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DataBus.Cli.Certificates;
using DataBus.V1;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;

namespace DataBus.Tests.Hub.Access.Identity;

/// <summary>Who a certificate says that somebody is; each that says nothing is refused with a reason of its own, never as a lost connection.</summary>
public sealed class CertificateTests : IAsyncLifetime
{
    private const string Client = "1.3.6.1.5.5.7.3.2";
    private const string Server = "1.3.6.1.5.5.7.3.1";

    private readonly TestAuthority _authority = new();
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    public static TheoryData<string, string> Unknown => new()
    {
        { "none", "CERTIFICATE_MISSING" },
        { "self-signed", "CERTIFICATE_SELF_SIGNED" },
        { "other authority", "CERTIFICATE_UNKNOWN_AUTHORITY" },
        { "expired", "CERTIFICATE_EXPIRED" },
        { "not yet", "CERTIFICATE_NOT_YET_VALID" },
        { "server", "CERTIFICATE_WRONG_USAGE" },
        { "no usage", "CERTIFICATE_WRONG_USAGE" },
        { "no identity", "CERTIFICATE_NO_IDENTITY" },
        { "no names", "CERTIFICATE_NO_IDENTITY" },
        { "unknown identity", "CERTIFICATE_UNKNOWN_IDENTITY" },
        { "two identities", "CERTIFICATE_TWO_IDENTITIES" },
    };

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(args: _authority.HubArguments);

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _authority.Dispose();
    }

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task Call_CertificateThatProvesNothing_IsUnauthenticatedWithItsOwnReason(string kind, string reason)
    {
        using var certificate = Make(kind);

        var refused = await Assert.ThrowsAsync<RpcException>(async () => await StatusAsync(certificate));

        Assert.Equal((StatusCode.Unauthenticated, reason), (refused.StatusCode, ReasonOf(refused)));
        Assert.Equal(2, refused.GetRpcStatus()!.Details.Count(static detail => detail.Is(LocalizedMessage.Descriptor)));
        using var http = _authority.Http(certificate, _hub.Http);
        using var answer = await http.GetAsync(new Uri("/v1/status", UriKind.Relative), Token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains($"\"{reason}\"", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app/dashboard")]
    [InlineData("bureau/tax")]
    [InlineData("partner/bank")]
    [InlineData("operator/wang")]
    [InlineData("security/li")]
    [InlineData("auditor/zhao")]
    public async Task Call_SoundCertificate_IsLetInOverGrpcAndOverHttp(string name)
    {
        using var certificate = TestAuthority.Load(_authority.Issue(name));

        Assert.NotEmpty((await StatusAsync(certificate)).Epoch);
        using var http = _authority.Http(certificate, _hub.Grpc);
        using var answer = await http.GetAsync(new Uri("/v1/status", UriKind.Relative), Token);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version11), (answer.StatusCode, answer.Version));
    }

    [Fact]
    public async Task Call_AppAsOperator_IsDenied()
    {
        using var certificate = TestAuthority.Load(_authority.Issue("app/dashboard"));

        var declared = await Assert.ThrowsAsync<RpcException>(async () => await StatusAsync(certificate, HubFixture.Caller(isOperator: true)));
        var role = await Assert.ThrowsAsync<RpcException>(async () => await PauseAsync(certificate, []));

        Assert.Equal((StatusCode.PermissionDenied, "ROLE_MISMATCH"), (declared.StatusCode, ReasonOf(declared)));
        Assert.Equal("ROLE_DENIED", ReasonOf(role));
    }

    [Fact]
    public async Task Call_BureauForAnother_IsDeniedNamingBoth()
    {
        using var certificate = TestAuthority.Load(_authority.Issue("bureau/tax"));

        var declared = await Assert.ThrowsAsync<RpcException>(async () => await StatusAsync(certificate, HubFixture.Caller(source: "taxi.fares")));
        var pausing = await Assert.ThrowsAsync<RpcException>(async () => await PauseAsync(certificate, [], "science.platforms"));

        Assert.Equal((StatusCode.PermissionDenied, "SOURCE_NOT_COVERED"), (declared.StatusCode, ReasonOf(declared)));
        Assert.Contains("bureau/tax", declared.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("taxi.fares", declared.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("OWNER_ONLY", ReasonOf(pausing));
        // Its own it may, whether it names it or not.
        Assert.NotEqual(0ul, (await PauseAsync(certificate, HubFixture.Caller(source: "tax.rd-deduction"))).Revision);
        Assert.NotEqual(0ul, (await PauseAsync(certificate, [])).Revision);
    }

    [Fact]
    public async Task Health_WithoutCertificate_AnswersWithoutDetail()
    {
        using var channel = Channel(null);
        using var http = _authority.Http(null, _hub.Http);

        var health = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Token);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/live", UriKind.Relative), Token));
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Token));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(new Uri("/metrics", UriKind.Relative), Token)).StatusCode);
    }

    [Fact]
    public async Task Hub_CertificateReplaced_ShowsTheNewOneToNewConnections()
    {
        var before = await ShownAsync();
        _ = CertificateAuthority.Open(_authority.Folder, TimeProvider.System).Issue("server/hub", TimeSpan.FromDays(9), ["127.0.0.1"]);

        var after = await ShownAsync();

        Assert.NotEqual(before, after);
        Assert.Equal(_authority.SerialOf("server/hub"), after);
    }

    private X509Certificate2? Make(string kind) => kind switch
    {
        "none" => null,
        "self-signed" => SelfSigned(),
        "other authority" => Foreign(),
        "expired" => Sign(Client, Now.AddDays(-2), Now.AddMinutes(-1), "databus:app/x"),
        "not yet" => Sign(Client, Now.AddHours(1), Now.AddDays(1), "databus:app/x"),
        "server" => Sign(Server, Now.AddDays(-1), Now.AddDays(1), "databus:app/x"),
        "no usage" => Sign(null, Now.AddDays(-1), Now.AddDays(1), "databus:app/x"),
        "no identity" => Sign(Client, Now.AddDays(-1), Now.AddDays(1), "https://example.org/app/x"),
        "no names" => Sign(Client, Now.AddDays(-1), Now.AddDays(1)),
        "unknown identity" => Sign(Client, Now.AddDays(-1), Now.AddDays(1), "databus:king/x"),
        "two identities" => Sign(Client, Now.AddDays(-1), Now.AddDays(1), "databus:app/x", "databus:operator/x"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such certificate."),
    };

    private X509Certificate2 Sign(string? usage, DateTimeOffset from, DateTimeOffset until, params string[] uris) =>
        _authority.Sign(request => Fill(request, usage, uris), from, until);

    private static void Fill(CertificateRequest request, string? usage, params string[] uris)
    {
        if (usage is not null)
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        var names = new SubjectAlternativeNameBuilder();
        foreach (var uri in uris)
            names.AddUri(new Uri(uri));
        if (uris.Length > 0)
            request.CertificateExtensions.Add(names.Build());
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=app/x", key, HashAlgorithmName.SHA256);
        Fill(request, Client, "databus:app/x");
        return request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
    }

    private static X509Certificate2 Foreign()
    {
        using var other = new TestAuthority();
        return TestAuthority.Load(other.Issue("operator/wang"));
    }

    private GrpcChannel Channel(X509Certificate2? certificate) =>
        GrpcChannel.ForAddress(_hub.Grpc, new GrpcChannelOptions { HttpHandler = _authority.Handler(certificate), DisposeHttpClient = true });

    private async Task<GetStatusResponse> StatusAsync(X509Certificate2? certificate, Metadata? headers = null)
    {
        using var channel = Channel(certificate);
        return await new OperationsService.OperationsServiceClient(channel).GetStatusAsync(new GetStatusRequest(), headers, cancellationToken: Token);
    }

    private async Task<PauseSourceResponse> PauseAsync(X509Certificate2 certificate, Metadata headers, string source = "tax.rd-deduction")
    {
        using var channel = Channel(certificate);
        return await new OperationsService.OperationsServiceClient(channel)
            .PauseSourceAsync(new PauseSourceRequest { Source = source, Reason = "试" }, headers, cancellationToken: Token);
    }

    private async Task<string?> ShownAsync()
    {
        string? serial = null;
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => (serial = ((X509Certificate2)shown!).SerialNumber).Length > 0;
        using var http = new HttpClient(handler) { BaseAddress = _hub.Http };
        _ = await http.GetStringAsync(new Uri("/health/live", UriKind.Relative), Token);
        return serial;
    }

    private static string? ReasonOf(RpcException refused) => refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;
}
