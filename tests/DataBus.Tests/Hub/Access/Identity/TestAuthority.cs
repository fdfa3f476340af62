using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DataBus.Cli.Certificates;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Access.Identity;

/// <summary>The product's own authority in a temporary folder, a hub's certificate, and certificates that it would never issue.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly CertificateAuthority _authority;

    public TestAuthority()
    {
        // Some days old, so that it can have signed what has ended.
        _ = CertificateAuthority.Create(Folder, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-10)));
        _authority = CertificateAuthority.Open(Folder, TimeProvider.System);
        _ = _authority.Issue("server/hub", TimeSpan.FromDays(90), ["127.0.0.1", "localhost"]);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("databus-ca-").FullName;

    public string Root => Path.Combine(Folder, "authority.pem");

    /// <summary>What a hub needs on its command line.</summary>
    public string[] HubArguments => ["--tls-cert", _authority.PathOf("server/hub", ".pem"), "--tls-key", _authority.PathOf("server/hub", ".key"), "--client-ca", Root];

    /// <summary>Issues a caller's certificate and gives its file.</summary>
    public string Issue(string name) => Issue(name, TimeSpan.FromDays(30));

    public string Issue(string name, TimeSpan life)
    {
        _ = _authority.Issue(name, life, []);
        return _authority.PathOf(name, ".pem");
    }

    public string SerialOf(string name) => _authority.Issued.Last(one => one.Name == name).Serial;

    /// <summary>Signs something unusual by the same authority.</summary>
    public X509Certificate2 Sign(Action<CertificateRequest> form, DateTimeOffset from, DateTimeOffset until)
    {
        using var authority = X509Certificate2.CreateFromPemFile(Root, Path.ChangeExtension(Root, ".key"));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=unusual", key, HashAlgorithmName.SHA256);
        form(request);
        using var signed = request.Create(authority, from, until, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>A handler that shows a certificate (or none) and believes this authority.</summary>
    public SocketsHttpHandler Handler(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(Root));
        if (certificate is not null)
            handler.SslOptions.ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(certificate, null, offline: true);
        return handler;
    }

    /// <summary>A plain HTTP client.</summary>
    public HttpClient Http(X509Certificate2? certificate, Uri address) => new(Handler(certificate))
    {
        BaseAddress = address,
        DefaultRequestVersion = HttpVersion.Version11,
    };

    public static X509Certificate2 Load(string path) => X509Certificate2.CreateFromPemFile(path, Path.ChangeExtension(path, ".key"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
