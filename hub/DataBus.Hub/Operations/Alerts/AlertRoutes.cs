namespace DataBus.Hub.Operations.Alerts;

/// <summary>The ways to people, as they are set.</summary>
/// <param name="All">All of them; at least the log.</param>
/// <param name="EscalateAfter">How long an alert may stand before the second recipients get it.</param>
/// <param name="Hub">Name of this hub.</param>
internal sealed record AlertRoutes(IReadOnlyList<AlertRoute> All, TimeSpan EscalateAfter, string Hub)
{
    public static AlertRoutes Of(AlertOptions options, IServiceProvider parts)
    {
        var channels = new List<IAlertChannel>();
        if (options.Smtp.Host.Length > 0)
            channels.Add(new SmtpChannel(options.Smtp));
        if (options.Webhook.Url.Length > 0)
            channels.Add(new WebhookChannel(options.Webhook, parts.GetRequiredService<IHttpClientFactory>()));
        if (channels.Count == 0)
            channels.Add(new LogChannel(parts.GetRequiredService<ILogger<LogChannel>>()));
        var metrics = parts.GetRequiredService<AlertMetrics>();
        var (time, logger) = (parts.GetRequiredService<TimeProvider>(), parts.GetRequiredService<ILogger<AlertRoute>>());
        return new AlertRoutes([.. channels.Select(channel => new AlertRoute(channel, metrics, time, logger))], options.EscalateAfter, options.Name);
    }
}
