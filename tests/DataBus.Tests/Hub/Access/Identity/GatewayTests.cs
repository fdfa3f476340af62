using System.Net;
using DataBus.Hub;
using DataBus.Hub.Access;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DataBus.Tests.Hub.Access.Identity;

/// <summary>A gateway's word about who calls is believed, nobody else's.</summary>
public sealed class GatewayTests : IDisposable
{
    private readonly TestAuthority _authority = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Theory]
    [InlineData("127.0.0.0/8", "app/dashboard", HttpStatusCode.OK, "\"gateway\"")]
    [InlineData("127.0.0.1", "operator/wang", HttpStatusCode.OK, "operator/wang")]
    [InlineData("127.0.0.1", "king/x", HttpStatusCode.Unauthorized, "GATEWAY_IDENTITY")]
    [InlineData("10.1.0.7", "app/dashboard", HttpStatusCode.Unauthorized, "GATEWAY_UNKNOWN")]
    [InlineData("", "app/dashboard", HttpStatusCode.Unauthorized, "GATEWAY_UNKNOWN")]
    public async Task Call_WithIdentityHeader_IsBelievedFromAGatewayOnly(string gateway, string identity, HttpStatusCode status, string text)
    {
        var gateways = new Gateways(gateway.Length == 0 ? [] : [Gateways.Parse(gateway)!.Value]);
        await using var hub = await HubFixture.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton(gateways)), args: _authority.HubArguments);
        using var http = _authority.Http(null, hub.Http);
        http.DefaultRequestHeaders.Add("databus-identity", identity);

        using var answer = await http.GetAsync(new Uri("/v1/whoami", UriKind.Relative), Token);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(text, await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    // Also where a certificate is shown that would be taken: who passes a word on must be a gateway.
    [Fact]
    public async Task Call_HeaderBesideASoundCertificate_IsRefused()
    {
        await using var hub = await HubFixture.StartAsync(args: _authority.HubArguments);
        using var certificate = TestAuthority.Load(_authority.Issue("app/dashboard"));
        using var http = _authority.Http(certificate, hub.Http);
        http.DefaultRequestHeaders.Add("databus-identity", "operator/wang");

        using var answer = await http.GetAsync(new Uri("/v1/whoami", UriKind.Relative), Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void Bind_Settings_AreRead()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Hub:Gateways:0"] = "10.1.0.7",
            ["Hub:Gateways:1"] = "10.2.0.0/16",
            ["Hub:Jwt:Issuer"] = "i",
            ["Hub:Jwt:Audience"] = "a",
            ["Hub:Jwt:Keys"] = "k",
            ["Hub:Tls:AllowTls12"] = "true",
        };
        var options = new HubOptions();

        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection("Hub").Bind(options);

        Assert.Equal(["10.1.0.7", "10.2.0.0/16"], options.Gateways);
        Assert.Equal(("i", "a", "k", true), (options.Jwt.Issuer, options.Jwt.Audience, options.Jwt.Keys, options.Tls.AllowTls12));
    }
}
