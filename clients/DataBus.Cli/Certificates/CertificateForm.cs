using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DataBus.V1;

namespace DataBus.Cli.Certificates;

/// <summary>What stands in a certificate of a caller or of a server.</summary>
internal static class CertificateForm
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    /// <param name="name">Whom it is for.</param>
    /// <param name="hosts">A server's host names and addresses; empty: it is a caller's.</param>
    /// <param name="key">Its key.</param>
    /// <param name="authority">Who will sign it.</param>
    public static CertificateRequest Request(string name, IReadOnlyList<string> hosts, ECDsa key, X509Certificate2 authority)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(hosts.Count > 0 ? ServerUse : ClientUse)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        request.CertificateExtensions.Add(Names(name, hosts));
        return request;
    }

    private static X509Extension Names(string name, IReadOnlyList<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        if (hosts.Count == 0)
            names.AddUri(new Uri($"{CertificateNames.Scheme}{name}"));
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(host);
        }

        return names.Build();
    }
}
