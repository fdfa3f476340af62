namespace DataBus.Hub.Operations.Erasures;

/// <summary>
/// Before anybody is served: finishes erasures that were broken off, and makes those again that a restored backup does not have. So delivery,
/// which is closed after a restore, never opens before that.
/// </summary>
internal sealed partial class ErasureStart(Eraser eraser, ILogger<ErasureStart> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await eraser.FinishAsync(cancellationToken);
        if (await eraser.RepeatAsync(cancellationToken) is > 0 and var count)
            Repeated(count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1750, Level = LogLevel.Warning,
        Message = "{Count} erasures that the ledger knows were not in the log, as after a restore; they were made again.")]
    private partial void Repeated(int count);
}
