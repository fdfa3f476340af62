using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using DataBus.Hub.Access;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace DataBus.Hub;

/// <summary>Which ports the hub listens on, and how.</summary>
internal static class HubListening
{
    // TLS 1.2: authenticated ciphers with forward secrecy only. Those of 1.3 are all so.
    private static readonly TlsCipherSuite[] _suites =
    [
        TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    public static void Listen(KestrelServerOptions kestrel, HubOptions options)
    {
        // A slow reader reads later; only one that is gone is dropped, and pings find it.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxConcurrentConnections = options.Limits.Connections;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        // Without TLS a port cannot tell HTTP/1.1 and HTTP/2 apart.
        kestrel.Listen(new IPEndPoint(options.ListenAddress, options.Port), listen => Use(listen, HttpProtocols.Http2, options.Tls));
        if (options.HttpPort is { } httpPort)
            kestrel.Listen(new IPEndPoint(options.ListenAddress, httpPort), listen => Use(listen, HttpProtocols.Http1, options.Tls));
    }

    private static void Use(ListenOptions listen, HttpProtocols clear, TlsOptions tls)
    {
        listen.Protocols = tls.IsOn ? HttpProtocols.Http1AndHttp2 : clear;
        if (!tls.IsOn)
            return;
        var certificates = listen.ApplicationServices.GetRequiredService<ServerCertificates>();
        _ = listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => new(Handshake(certificates.Current, tls.AllowTls12)) });
    }

    // A caller refused in the handshake sees a lost connection and tries for ever: the handshake takes any certificate, and Callers refuses.
    private static SslServerAuthenticationOptions Handshake(SslStreamCertificateContext certificate, bool allowTls12)
    {
        var handshake = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            ClientCertificateRequired = true,
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
            EnabledSslProtocols = allowTls12 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13,
            AllowRenegotiation = false,
        };
        if (!OperatingSystem.IsWindows())
            handshake.CipherSuitesPolicy = new CipherSuitesPolicy(_suites);
        return handshake;
    }
}
