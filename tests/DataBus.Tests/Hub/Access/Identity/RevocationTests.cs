using DataBus.Cli;
using DataBus.Client;
using DataBus.V1;
using Grpc.Core;
using Grpc.Net.Client;

namespace DataBus.Tests.Hub.Access.Identity;

/// <summary>A revoked certificate is nobody's any more: for new calls, for open streams, and after a restart.</summary>
public sealed class RevocationTests : IAsyncLifetime
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(5);

    private readonly TestAuthority _authority = new();
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(args: _authority.HubArguments);

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _authority.Dispose();
    }

    [Fact]
    public async Task RevokeCertificate_OpenSubscription_EndsWithTheReason()
    {
        using var app = Client("app/dashboard");
        await using var deliveries = app.SubscribeAsync(new Subscription(), Token).GetAsyncEnumerator(Token);
        do
            Assert.True(await deliveries.MoveNextAsync());
        while (deliveries.Current.Kind != DeliveryKind.CaughtUp);
        var next = deliveries.MoveNextAsync().AsTask();

        await RevokeAsync("app/dashboard");

        AssertRevoked(await Assert.ThrowsAsync<DataBusException>(() => next.WaitAsync(_soon, Token)));
        AssertRevoked(await Assert.ThrowsAsync<DataBusException>(() => app.Identity.WhoAmIAsync(Token)));
    }

    [Fact]
    public async Task RevokeCertificate_OpenPush_EndsWithTheReasonAndItsLeaseIsFree()
    {
        using var certificate = TestAuthority.Load(_authority.Issue("bureau/tax"));
        using var channel = GrpcChannel.ForAddress(_hub.Grpc, new GrpcChannelOptions { HttpHandler = _authority.Handler(certificate), DisposeHttpClient = true });
        using var push = new IntakeService.IntakeServiceClient(channel).Push(cancellationToken: Token);
        await push.RequestStream.WriteAsync(new PushRequest { Open = new Open { Source = "tax.rd-deduction", Holder = "first" } }, Token);
        Assert.True(await push.ResponseStream.MoveNext(Token));
        var next = push.ResponseStream.MoveNext(Token);

        await RevokeAsync("bureau/tax");

        var ended = await Assert.ThrowsAsync<RpcException>(() => next.WaitAsync(_soon, Token));
        Assert.Equal((StatusCode.Unauthenticated, "CERTIFICATE_REVOKED"), (ended.StatusCode, ended.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason));
        using var other = Client("bureau/tax");
        await using var again = await other.OpenPushAsync("tax.rd-deduction", "second", cancellationToken: Token);
    }

    [Fact]
    public async Task RevokeCertificate_AfterARestart_StaysRevokedAndIsListed()
    {
        using var app = Client("app/dashboard");
        Assert.Equal(("app/dashboard", CallerRole.Reader, "certificate", _authority.SerialOf("app/dashboard")), Who(await app.Identity.WhoAmIAsync(Token)));
        var first = await RevokeAsync("app/dashboard");
        Assert.Equal(first, await RevokeAsync("app/dashboard"));

        await _hub.RestartAsync();

        using var again = new DataBusClient(Options(_authority.Issue("auditor/zhao")));
        var listed = Assert.Single((await again.Identity.ListRevocationsAsync(Token)).Revocations);
        Assert.Equal((_authority.SerialOf("app/dashboard"), "app/dashboard", "security/li", "私钥泄露", first), (listed.Serial, listed.Name, listed.Actor, listed.Reason, listed.Revision));
        using var refused = new DataBusClient(Options(Path.Combine(_authority.Folder, "app-dashboard.pem")));
        AssertRevoked(await Assert.ThrowsAsync<DataBusException>(() => refused.Identity.WhoAmIAsync(Token)));
    }

    [Fact]
    public async Task RevokeCertificate_NotBySecurityOrUnreadable_IsRefused()
    {
        using var wang = Client("operator/wang");
        using var li = Client("security/li");

        var denied = await Assert.ThrowsAsync<DataBusException>(() => wang.Identity.RevokeAsync(new RevokeCertificateRequest { Serial = "0A", Reason = "试" }, Token));
        var wrong = await Assert.ThrowsAsync<DataBusException>(() => li.Identity.RevokeAsync(new RevokeCertificateRequest { Serial = "0g" }, Token));

        Assert.Equal((StatusCode.PermissionDenied, "ROLE_DENIED"), (denied.Code, denied.Reason));
        Assert.Equal(["serial", "reason"], wrong.Violations.Select(static one => one.Field));
    }

    [Fact]
    public async Task Revoke_ByCommand_IsInTheIndexAndAtTheHub()
    {
        using var app = Client("app/dashboard");
        var serial = _authority.SerialOf("app/dashboard");
        var security = _authority.Issue("security/li");
        _ = await app.Identity.WhoAmIAsync(Token);

        var alone = await CliApplication.RunAsync(["cert", "revoke", _authority.Folder, serial.ToLowerInvariant(), "--reason", "离任"]);
        _ = await app.Identity.WhoAmIAsync(Token);
        var atHub = await CliApplication.RunAsync(
            ["cert", "revoke", _authority.Folder, serial, "--reason", "离任", "--hub", _hub.Grpc.ToString(), "--cert", security, "--ca", _authority.Root]);

        Assert.Equal((ExitCodes.Ok, ExitCodes.Ok), (alone, atHub));
        AssertRevoked(await Assert.ThrowsAsync<DataBusException>(() => app.Identity.WhoAmIAsync(Token)));
    }

    private DataBusClient Client(string name) => new(Options(_authority.Issue(name)));

    private DataBusOptions Options(string certificate) => new() { Hub = _hub.Grpc.ToString(), Certificate = certificate, Authority = _authority.Root };

    private async Task<ulong> RevokeAsync(string name)
    {
        using var security = Client("security/li");
        var request = new RevokeCertificateRequest { Serial = _authority.SerialOf(name), Name = name, Reason = "私钥泄露" };
        return (await security.Identity.RevokeAsync(request, Token)).Revision;
    }

    private static (string Name, CallerRole Role, string Proof, string Serial) Who(WhoAmIResponse me) => (me.Name, me.Role, me.Proof, me.Serial);

    private static void AssertRevoked(DataBusException refused) =>
        Assert.Equal((StatusCode.Unauthenticated, "CERTIFICATE_REVOKED", false), (refused.Code, refused.Reason, refused.IsTransient));
}
