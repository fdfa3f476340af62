namespace DataBus.SampleBureaus.Live;

/// <summary>Keeps the bureaus busy: at each tick some registrations, an event, now and then a file of changes or a bad row.</summary>
internal sealed partial class LiveChanges(BureauBooks books, SampleOptions options, TimeProvider time, ILogger<LiveChanges> logger)
    : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var registry = new RegistryChurn(books, options.Seed);
        var feeds = new FeedChurn(books, options.Seed);
        var returns = new ReturnChurn(books, options.Seed);
        for (var tick = 1; ; tick++)
        {
            await Task.Delay(_pause, time, stoppingToken);
            var now = LocalTime();
            var changed = registry.Change(tick, now);
            feeds.Change(tick, now);
            returns.Change(tick, now);
            Changed(logger, tick, changed);
        }
    }

    // Never before the last initial file, so that as-of and sequences rise also under a clock that is behind.
    private DateTime LocalTime()
    {
        var local = time.GetUtcNow().ToOffset(SampleDays.Beijing).DateTime;
        var earliest = SampleDays.Today.ToDateTime(TimeOnly.MinValue).AddDays(1).Add(local.TimeOfDay);
        return local > earliest ? local : earliest;
    }

    [LoggerMessage(EventId = 3901, Level = LogLevel.Information, Message = "Tick {Tick}: {Registrations} registrations changed.")]
    private static partial void Changed(ILogger logger, int tick, int registrations);
}
