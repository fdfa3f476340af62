using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DataBus.Hub.Operations;

/// <summary>Ready: the log is open, the views follow it, and the hub is not stopping. Degraded: ready, and readers are kept out.</summary>
internal sealed class HubHealth(IExchangeLog log, IViews views, IHostApplicationLifetime lifetime, TimeProvider time) : IHealthCheck
{
    /// <summary>How long the views may take to cover the head of now.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return HealthCheckResult.Unhealthy("The hub is stopping.");

        var head = log.Head;
        using var patience = new CancellationTokenSource(_patience, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var view = await views.AtLeastAsync(head, waiting.Token);
            // It serves those who mend it, and nobody is to restart it: but whoever looks at it is told.
            return view.Tables().Closed is { } closed
                ? HealthCheckResult.Degraded($"{ClosedWords.Zh(closed)} {ClosedWords.En(closed)}")
                : HealthCheckResult.Healthy($"The head is {head}, the views are at {view.Watermark}.");
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy($"The views stand at {views.Watermark} and do not reach the head {head}.");
        }
        catch (HubException failed)
        {
            return HealthCheckResult.Unhealthy(failed.Message, failed);
        }
    }
}
