using Grpc.Core;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>Looks and sends, again and again. A channel that does not answer keeps nobody from looking.</summary>
internal sealed class AlertLoop(AlertWatch watch, AlertSender sender, AlertOptions options, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sending = Task.CompletedTask;
        try
        {
            using var timer = new PeriodicTimer(options.Every, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await watch.LookAsync(stoppingToken);
                if (!sending.IsCompleted)
                    continue;
                await sending;
                sending = sender.SendAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what was not sent is sent after the next start.
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.Unavailable)
        {
            // The hub stops, or its disk failed, which the core says and ends the process for.
        }
    }
}
