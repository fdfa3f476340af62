using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DataBus.Hub.Access;

/// <summary>The hub's own certificate, as its files have it now.</summary>
internal sealed class ServerCertificates(TlsOptions tls, ILogger<ServerCertificates> logger)
{
    private readonly FileMade<SslStreamCertificateContext> _made = new([tls.Certificate, tls.Key], () => Read(tls), logger);

    /// <summary>What a handshake shows.</summary>
    public SslStreamCertificateContext Current => _made.Value;

    /// <summary>Until when it is valid.</summary>
    public DateTimeOffset Until => Current.TargetCertificate.NotAfter.ToUniversalTime();

    private static SslStreamCertificateContext Read(TlsOptions tls)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(tls.Certificate);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(tls.Certificate, tls.Key), chain, offline: true);
    }
}
