namespace DataBus.Hub;

/// <summary>Closes the core after the last call has ended, and ends the process if the core cannot go on: its supervisor starts it again.</summary>
internal sealed partial class CoreLifetime(HubCore core, IHostApplicationLifetime lifetime, ILogger<CoreLifetime> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = WatchAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await core.DisposeAsync();

    private async Task WatchAsync()
    {
        try
        {
            await core.Completion;
        }
        catch (Exception e)
        {
            CannotGoOn(e);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Critical, Message = "The hub cannot go on; what was acknowledged is on disk. Restart it.")]
    private partial void CannotGoOn(Exception cause);
}
