using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using DataBus.V1;

namespace DataBus.Hub.Access;

/// <summary>Tells from a caller's certificate who it is: issued by one of the hub's authorities, for clients, with exactly one identity.</summary>
internal sealed class ClientCertificates(TlsOptions tls, TimeProvider time, ILogger<ClientCertificates> logger)
{
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly FileMade<X509Certificate2Collection> _authorities = new([tls.Authority], () => Read(tls.Authority), logger);

    /// <summary>What a certificate proves; whether it holds now, and was not revoked, is not asked here.</summary>
    /// <exception cref="HubException">UNAUTHENTICATED.</exception>
    public Proof Prove(X509Certificate2 certificate)
    {
        DemandAuthority(certificate);
        if (!certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(static usage => usage.EnhancedKeyUsages[ClientUse] is not null))
            throw ProofMessages.WrongUsage;
        return new Proof(NameOf(certificate), certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), certificate.SerialNumber);
    }

    private void DemandAuthority(X509Certificate2 certificate)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(certificate) };
        // Only a foreign or broken chain fails here: that the certificate's own time is over is told from its dates.
        if (tls.Authority.Length > 0 && chain.Build(certificate))
            return;
        var isSelfSigned = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        throw isSelfSigned ? ProofMessages.SelfSigned : ProofMessages.UnknownAuthority(certificate.Issuer);
    }

    // Judged at a moment at which the certificate holds, so that its authority must have held then too, and holds for new ones still.
    private X509ChainPolicy Policy(X509Certificate2 certificate)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = Within(time.GetUtcNow().UtcDateTime, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime()),
        };
        if (tls.Authority.Length > 0)
        {
            // A root is trusted; what stands between it and the certificate is only looked up.
            foreach (var authority in _authorities.Value)
                _ = (IsRoot(authority) ? policy.CustomTrustStore : policy.ExtraStore).Add(authority);
        }

        return policy;
    }

    private static CallerName NameOf(X509Certificate2 certificate)
    {
        IReadOnlyList<string> names;
        try
        {
            names = CertificateNames.Of(certificate);
        }
        catch (AsnContentException)
        {
            throw ProofMessages.NoIdentity;
        }

        return names switch
        {
            [] => throw ProofMessages.NoIdentity,
            [var only] => CallerName.TryParse(only, out var name) ? name : throw ProofMessages.UnknownIdentity(only),
            _ => throw ProofMessages.TwoIdentities(names),
        };
    }

    private static DateTime Within(DateTime now, DateTime from, DateTime until) => now < from ? from : now >= until ? until.AddSeconds(-1) : now;

    private static bool IsRoot(X509Certificate2 authority) => authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData);

    private static X509Certificate2Collection Read(string path)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        return all;
    }
}
