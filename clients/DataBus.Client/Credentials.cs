using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>What a client shows for who it is, and whom it believes to be the hub; read from its files once.</summary>
internal sealed class Credentials
{
    private readonly X509Certificate2? _certificate;
    private readonly X509Certificate2Collection? _authorities;

    private Credentials(X509Certificate2? certificate, X509Certificate2Collection? authorities, CallerName? name, bool isProven)
    {
        _certificate = certificate;
        _authorities = authorities;
        Name = name;
        IsProven = isProven;
    }

    /// <summary>Whether a certificate or a token is shown: nothing else is declared then.</summary>
    public bool IsProven { get; }

    /// <summary>Who the client is; null if it shows nothing, or nothing that can be read here.</summary>
    public CallerName? Name { get; }

    /// <exception cref="DataBusException">UNAUTHENTICATED, CREDENTIALS_UNREADABLE: a file is missing or broken.</exception>
    public static Credentials Of(DataBusOptions options)
    {
        try
        {
            // Without TLS nothing is shown: an unencrypted hub believes what is declared.
            var tls = options.Hub.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
            var certificate = tls && options.Certificate.Length > 0 ? Load(options) : null;
            var name = options.Token.Length > 0 ? NameIn(options.Token) : certificate is null ? null : CertificateNames.Single(certificate);
            return new Credentials(certificate, tls && options.Authority.Length > 0 ? Read(options.Authority) : null, name, certificate is not null || options.Token.Length > 0);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw Unreadable(options, cause);
        }
    }

    /// <summary>How TLS is spoken: the hub's host name and authority are checked always.</summary>
    public SslClientAuthenticationOptions Tls()
    {
        var tls = new SslClientAuthenticationOptions();
        if (_certificate is not null)
            tls.ClientCertificateContext = SslStreamCertificateContext.Create(_certificate, additionalCertificates: null, offline: true);
        if (_authorities is null)
            return tls;
        tls.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        tls.CertificateChainPolicy.CustomTrustStore.AddRange(_authorities);
        return tls;
    }

    private static X509Certificate2 Load(DataBusOptions options)
    {
        if (!Directory.Exists(options.Certificate))
            return X509Certificate2.CreateFromPemFile(options.Certificate, KeyOf(options));
        var chosen = CertificateFolder.Choose(options.Certificate, options.Role, options.Source, options.Actor);
        return X509Certificate2.CreateFromPemFile(chosen, Path.ChangeExtension(chosen, ".key"));
    }

    private static string KeyOf(DataBusOptions options) => options.Key.Length > 0 ? options.Key : Path.ChangeExtension(options.Certificate, ".key");

    private static X509Certificate2Collection Read(string path)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(path);
        return all;
    }

    // Only to know what to declare; whether it is true is the hub's to find out.
    private static CallerName? NameIn(string token)
    {
        if (token.Split('.') is not [_, var payload, _])
            return null;
        try
        {
            using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload));
            return claims.RootElement.TryGetProperty("databus", out var claim) && CallerName.TryParse(claim.GetString(), out var name) ? name : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static DataBusException Unreadable(DataBusOptions options, Exception cause)
    {
        var files = string.Join(", ", new[] { options.Certificate, options.Certificate.Length > 0 ? KeyOf(options) : "", options.Authority }.Where(static file => file.Length > 0));
        var zh = $"证书文件无法使用（{files}）：{cause.Message}";
        var en = $"The certificate files cannot be used ({files}): {cause.Message}";
        return new DataBusException(Grpc.Core.StatusCode.Unauthenticated, $"{zh} {en}", cause)
        {
            Reason = "CREDENTIALS_UNREADABLE",
            LocalizedMessages = new Dictionary<string, string> { ["zh-CN"] = zh, ["en"] = en },
        };
    }
}
