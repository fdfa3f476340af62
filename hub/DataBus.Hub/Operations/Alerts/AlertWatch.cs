using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Operations.Freshness;

namespace DataBus.Hub.Operations.Alerts;

/// <summary>Looks at what has changed, or become due, and enters which alerts are raised and closed. One caller at a time.</summary>
internal sealed class AlertWatch(IExchangeLog log, IViews views, IIntake intake, StallWatch stalls, TimeProvider time)
{
    private readonly DeskWatch _desk = new(log);
    private IReadOnlyDictionary<string, Concern> _concerns = new Dictionary<string, Concern>();
    private IReadOnlyList<Concern> _living = [];
    private ulong? _seen;
    private DateTimeOffset _nextDue;

    /// <summary>What an open alert is about now; null if nothing is known of it yet.</summary>
    public Concern? Now(string subject) => Volatile.Read(ref _concerns).GetValueOrDefault(subject);

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // They come and go without an entry of the log.
        var living = await stalls.ConcernsAsync(cancellationToken);
        if (_seen == log.Head && now < _nextDue && living.SequenceEqual(_living))
            return;
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        _desk.Follow(view);
        Concern[] concerns = [.. Concerns.Of(view, _desk, now, CivilDay.Text(CivilDay.Today(time))), .. living];
        Volatile.Write(ref _concerns, concerns.ToDictionary(static one => one.Subject));
        var resumed = _desk.Resumed.Select(Concerns.PauseOf).ToHashSet();
        foreach (var entry in AlertDecision.Between(view.Alerts(), concerns, resumed, Writer.HubActor).ToList())
            _ = await intake.SetAlertAsync(entry, cancellationToken);
        _living = living;
        _seen = view.Watermark;
        _nextDue = NextDue(now);
    }

    // A day ends, or an hour comes, without anybody writing anything.
    private DateTimeOffset NextDue(DateTimeOffset now) => _desk.Due
        .Select(static item => item.ReviewDue ?? DateTimeOffset.MaxValue)
        .Where(due => due > now)
        .Append(now + CivilDay.UntilTomorrow(time))
        .Min();
}
