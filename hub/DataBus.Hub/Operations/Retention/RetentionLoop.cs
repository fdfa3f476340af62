using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using Grpc.Core;

namespace DataBus.Hub.Operations.Retention;

/// <summary>Finishes a trim that was broken off, and trims when the settings say so: looks at the start and every hour.</summary>
internal sealed class RetentionLoop(
    IExchangeLog log, Trimmer trimmer, RetentionPolicy policy, RetentionOptions options, TimeProvider time, ILogger<RetentionLoop> logger)
    : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    // A trim reads the log from its beginning, and is an entry for ever: not for less than this.
    private const ulong LeastRevisions = 10_000;
    private const ulong LeastShare = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(Interval, time);
            do
                // Off the thread that starts the hub: it reads and writes without a pause.
                await Task.Run(() => LookAsync(stoppingToken), stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what is begun is finished after the next start.
        }
        catch (Exception e) when (e is LogFailedException or HubException { Refusal.Code: StatusCode.Unavailable })
        {
            // The hub stops, or its disk failed, which the core says and ends the process for.
        }
    }

    /// <summary>Does what is due now.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await trimmer.FinishAsync(cancellationToken);
        if (!options.IsOn)
            return;
        var floor = policy.FloorOf(options, cancellationToken);
        if (IsWorthwhile(floor) && await trimmer.TrimAsync(floor, Writer.HubActor, ReasonOf(options), cancellationToken) is { } done)
            logger.Trimmed(done.Floor, done.Dropped, done.Bytes);
    }

    private bool IsWorthwhile(ulong floor) => floor >= log.Floor + LeastRevisions && (floor - log.Floor) * LeastShare >= floor;

    private static string ReasonOf(RetentionOptions options) => string.Join(
        ", ",
        new[] { options.Days is { } days ? $"Hub:Retention:Days={days}" : null, options.Megabytes is { } megabytes ? $"Hub:Retention:Megabytes={megabytes}" : null }
            .OfType<string>());
}
