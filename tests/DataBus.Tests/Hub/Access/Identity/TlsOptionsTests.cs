using System.Net;
using System.Runtime.Versioning;
using System.Security.Authentication;
using DataBus.Hub;
using Microsoft.Extensions.Options;

namespace DataBus.Tests.Hub.Access.Identity;

public sealed class TlsOptionsTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly string _data = Directory.CreateTempSubdirectory("databus-tls-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _authority.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Create_KeyThatOthersCanRead_IsRefused()
    {
        File.SetUnixFileMode(_authority.HubArguments[3], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Contains("chmod 600", Refused(_authority.HubArguments), StringComparison.Ordinal);
    }

    [Fact]
    public void Create_FilesThatAreNotPem_SaysWhichAndWhy()
    {
        var broken = Path.Combine(_data, "broken.pem");
        File.WriteAllText(broken, "nothing");
        var (certificate, key) = (_authority.HubArguments[1], _authority.HubArguments[3]);

        Assert.Contains("--tls-cert", Refused("--tls-cert", broken, "--tls-key", key), StringComparison.Ordinal);
        Assert.Contains("--client-ca", Refused("--tls-cert", certificate, "--tls-key", key, "--client-ca", broken), StringComparison.Ordinal);
        Assert.Contains("--tls-cert", Refused("--tls-cert", certificate, "--tls-key", Path.ChangeExtension(_authority.Issue("app/x"), ".key")), StringComparison.Ordinal);
        Assert.Contains("--tls-key", Refused("--tls-cert", certificate), StringComparison.Ordinal);
        Assert.Contains("--tls-cert", Refused("--client-ca", _authority.Root), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_AllAddressesWithTls_Listens()
    {
        await using var hub = HubApplication.Create(["--port", "0", "--listen", "0.0.0.0", "--data", _data, .. _authority.HubArguments]);

        Assert.NotNull(hub);
        Assert.Contains("without TLS", Refused("--listen", "0.0.0.0"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Handshake_Tls12_OnlyWhereAllowed(bool allowed)
    {
        await using var hub = await HubFixture.StartAsync(configure: null, args: [.. _authority.HubArguments, .. allowed ? ["--tls12"] : Array.Empty<string>()]);
        using var handler = _authority.Handler(null);
        handler.SslOptions.EnabledSslProtocols = SslProtocols.Tls12;
        using var http = new HttpClient(handler) { BaseAddress = hub.Http };

        var call = http.GetAsync(new Uri("/health/live", UriKind.Relative), Token);

        if (allowed)
            Assert.Equal(HttpStatusCode.OK, (await call).StatusCode);
        else
            _ = await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    private string Refused(params string[] args) =>
        string.Join('\n', Assert.Throws<OptionsValidationException>(() => HubApplication.Create(["--data", _data, .. args])).Failures);
}
