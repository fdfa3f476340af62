using DataBus.Cli.Certificates;
using DataBus.Client;
using DataBus.Tests.Hub.Access.Identity;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Tests.Client;

/// <summary>What a client shows, and whom it believes to be the hub.</summary>
public sealed class CredentialsTests : IAsyncLifetime
{
    private readonly TestAuthority _authority = new();
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(args: _authority.HubArguments);

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        _authority.Dispose();
    }

    [Theory]
    [InlineData(CallerRole.Reader, "", "", "app/dashboard")]
    [InlineData(CallerRole.Operator, "", "", "operator/li")]
    [InlineData(CallerRole.Operator, "tax.relief", "wang", "operator/wang")]
    [InlineData(CallerRole.Operator, "", "../x", "operator/li")]
    [InlineData(CallerRole.Reader, "tax.relief", "", "bureau/tax")]
    [InlineData(CallerRole.Source, "bank.loans", "", "partner/bank")]
    [InlineData(CallerRole.Security, "", "", "security/zhao")]
    public async Task Folder_OfCertificates_TheOneThatFitsIsShown(CallerRole role, string source, string actor, string expected)
    {
        foreach (var name in (string[])["app/dashboard", "operator/wang", "operator/li", "bureau/tax", "partner/bank", "security/zhao"])
            _ = _authority.Issue(name);
        using var client = new DataBusClient(Options(_authority.Folder, role, source, actor));

        Assert.Equal(expected, (await client.Identity.WhoAmIAsync(Token)).Name);
    }

    [Fact]
    public void Folder_WithoutOneThatFits_SaysWhatIsMissing()
    {
        var refused = Assert.Throws<DataBusException>(() => new DataBusClient(Options(_authority.Folder, CallerRole.Reader, "tax.relief")));

        Assert.Equal((StatusCode.Unauthenticated, "CREDENTIALS_UNREADABLE"), (refused.Code, refused.Reason));
        Assert.Contains("bureau-tax.pem", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_HubOfAnotherAuthority_IsNotTrustedAndNotTriedAgain()
    {
        using var other = new TestAuthority();
        using var client = new DataBusClient(new DataBusOptions { Hub = _hub.Grpc.ToString(), Certificate = _authority.Issue("app/dashboard"), Authority = other.Root });

        var refused = await Assert.ThrowsAsync<DataBusException>(() => client.Identity.WhoAmIAsync(Token));

        Assert.Equal((StatusCode.Unauthenticated, "HUB_NOT_TRUSTED", false), (refused.Code, refused.Reason, refused.IsTransient));
    }

    [Fact]
    public async Task Call_HubWithAnotherHostName_IsNotTrusted()
    {
        _ = CertificateAuthority.Open(_authority.Folder, TimeProvider.System).Issue("server/hub", TimeSpan.FromDays(9), ["hub.example"]);
        using var client = new DataBusClient(Options(_authority.Issue("app/dashboard"), CallerRole.Reader));

        Assert.Equal("HUB_NOT_TRUSTED", (await Assert.ThrowsAsync<DataBusException>(() => client.Identity.WhoAmIAsync(Token))).Reason);
    }

    [Fact]
    public async Task OpenPush_BureauWithItsCertificate_HoldsTheLease()
    {
        using var client = new DataBusClient(Options(_authority.Issue("bureau/tax"), CallerRole.Reader));

        await using var session = await client.OpenPushAsync("tax.rd-deduction", "adapter", cancellationToken: Token);

        Assert.NotEqual(0ul, session.Opened.Lease);
        var foreign = await Assert.ThrowsAsync<DataBusException>(() => client.OpenPushAsync("science.platforms", "adapter", cancellationToken: Token));
        Assert.Equal((StatusCode.PermissionDenied, "SOURCE_NOT_COVERED"), (foreign.Code, foreign.Reason));
    }

    private DataBusOptions Options(string certificate, CallerRole role, string source = "", string actor = "") =>
        new() { Hub = _hub.Grpc.ToString(), Certificate = certificate, Authority = _authority.Root, Role = role, Source = source, Actor = actor };
}
