namespace DataBus.Hub.Operations.Alerts;

/// <summary>Settings of the web hook, from the configuration section <c>Hub:Alerts:Webhook</c>.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Where every alert is posted. Default: empty, nowhere.</summary>
    public string Url { get; set; } = "";

    /// <summary>Where an alert is posted that nobody acknowledged. Default: empty, nowhere.</summary>
    public string SecondUrl { get; set; } = "";

    /// <summary>File with the secret that signs the body (header <c>X-DataBus-Signature: sha256=…</c>, HMAC-SHA256); read at each message. Default: empty, no signature.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>Shape of the body: <c>json</c> (default) has all fields, <c>text</c> is what chat robots take (企业微信, 钉钉).</summary>
    public string Format { get; set; } = "json";
}
