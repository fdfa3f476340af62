namespace DataBus.Hub;

/// <summary>Settings of TLS, from the section <c>Hub:Tls</c>. Without a certificate the hub speaks cleartext, on loopback only.</summary>
internal sealed class TlsOptions
{
    /// <summary>PEM file of the hub's certificate, which may be followed by the authorities between it and the root. Default: none.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>PEM file of its private key, readable by its owner only.</summary>
    public string Key { get; set; } = "";

    /// <summary>PEM file of the authorities whose certificates callers show; empty: no certificate is accepted, only tokens and gateways.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Also accept TLS 1.2, with authenticated ciphers (AEAD) only. Default: TLS 1.3 alone.</summary>
    public bool AllowTls12 { get; set; }

    /// <summary>Whether TLS is spoken.</summary>
    public bool IsOn => Certificate.Length > 0;
}
