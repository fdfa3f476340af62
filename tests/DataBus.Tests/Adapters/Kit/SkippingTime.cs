namespace DataBus.Tests.Adapters.Kit;

/// <summary>A clock on which a short wait is over at once and has taken its time; a long one (a timeout) never comes.</summary>
internal sealed class SkippingTime : TimeProvider
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(6);

    private long _ticks = new DateTime(2026, 11, 24, 0, 0, 0, DateTimeKind.Utc).Ticks;

    public DateTimeOffset Start { get; } = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(SkippingTime time, TimerCallback callback, object? state) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime < TimeSpan.Zero || dueTime > _longest)
                return true;
            Interlocked.Add(ref time._ticks, dueTime.Ticks);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
            return true;
        }

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
