namespace DataBus.Hub.Operations.Alerts;

/// <summary>
/// Settings of alerts, from the configuration section <c>Hub:Alerts</c>. Where neither mail nor a web hook is set, alerts are kept, shown
/// by <c>databus alerts list</c>, and said in the log as warnings.
/// </summary>
internal sealed class AlertOptions
{
    /// <summary>The pause between two looks. Default: 10 s; 1 s to 1 h.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Who has not acknowledged an alert so long after it was raised is not alone any more: the second recipients get it. Default: 30 min; 1 min to 7 days.</summary>
    public TimeSpan EscalateAfter { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Name of this hub in messages. Default: the machine's name.</summary>
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>Where mail goes out.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>The web hook.</summary>
    public WebhookOptions Webhook { get; set; } = new();
}
