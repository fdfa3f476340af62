using Grpc.Core;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>Looks and sends, again and again. A channel that does not answer keeps neither the others nor the looking waiting.</summary>
internal sealed class AlertLoop(AlertWatch watch, AlertSender sender, AlertRoutes routes, AlertOptions options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sending = routes.All.ToDictionary(static route => route, static _ => Task.CompletedTask);
        try
        {
            using var timer = new PeriodicTimer(options.Every, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await watch.LookAsync(stoppingToken);
                foreach (var route in routes.All.Where(route => sending[route].IsCompleted))
                {
                    await sending[route];
                    sending[route] = sender.SendAsync(route, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what was not sent is sent after the next start.
            await Task.WhenAll(sending.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.Unavailable)
        {
            // The hub stops, or its disk failed, which the core says and ends the process for.
        }
    }
}
