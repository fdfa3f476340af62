using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>
/// Pushes as <c>hub</c> what the plan defines, and the figures when an input or the day has changed; freezes them for a meeting.
/// The source's position is the revision that the figures were computed from.
/// </summary>
internal sealed class FigurePublisher(IExchangeLog log, IViews views, HubSource hub, TimeProvider time) : BackgroundService, IFigures
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FigureCalculator _calculator = new();
    private readonly Dictionary<string, Figure> _published = [];

    // Whoever has it follows the log and pushes.
    private readonly SemaphoreSlim _turn = new(1);
    private LiveFacts? _live;
    private ulong _asOf;

    public ulong AsOf => Volatile.Read(ref _asOf);

    /// <summary>Brings the figures up to the head and freezes them, with what was reported, as a meeting.</summary>
    /// <returns>The meeting as it was pushed, and the log's revision once it is on disk.</returns>
    /// <exception cref="HubException">ALREADY_EXISTS: it was frozen before. INVALID_ARGUMENT: what the rules say. UNAVAILABLE: too early.</exception>
    public async Task<(Meeting Meeting, ulong Revision)> FreezeAsync(Meeting meeting, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var live = _live ?? throw PlanRefusals.NotReady();
            var change = new Change { Key = PlanKeys.OfMeeting(meeting.Number), Meeting = meeting.Clone() };
            using (var view = await views.AtLeastAsync(log.Head, cancellationToken))
                PlanRefusals.DemandNew(view.FindSlot(AddressKey.Of(Addresses.Of(change)!)), meeting.Number);
            // A push that has begun is ended, whatever becomes of the caller.
            if (live.Advance(CivilDay.Today(time)))
                await PushFiguresAsync(live, CancellationToken.None);
            change.Meeting.FrozenAt = live.AsOf;
            change.Meeting.Figures.Add(FrozenFigures.Of(_calculator.Calculate(live.Book, live.AsOf), live.Book.Facts));
            PlanRefusals.Demand(hub.Judge(change));
            return (change.Meeting, await hub.PushAsync([change], position: null, CancellationToken.None));
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await hub.OpenAsync(stoppingToken);
            while (true)
            {
                await PublishAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.Unavailable)
        {
            // The hub stops, or its disk failed, which the core says and ends the process for.
        }
    }

    private async Task PublishAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var isFirst = _live is null;
            var live = _live ??= await ReadAsync(cancellationToken);
            if (live.Advance(CivilDay.Today(time)) || isFirst)
                await PushFiguresAsync(live, cancellationToken);
            Volatile.Write(ref _asOf, live.AsOf);
        }
        finally
        {
            _ = _turn.Release();
        }
    }

    private async Task<LiveFacts> ReadAsync(CancellationToken cancellationToken)
    {
        using (var view = await views.AtLeastAsync(log.Head, cancellationToken))
            _ = await hub.PushAsync(PlanDefinitions.NewIn(view), position: null, cancellationToken);
        using var defined = await views.AtLeastAsync(log.Head, cancellationToken);
        var live = LiveFacts.Read(log, defined, _calculator.Measures, CivilDay.Today(time));
        foreach (var change in _calculator.Calculate(live.Book, live.AsOf))
        {
            if (defined.FindSlot(AddressKey.Of(Addresses.Of(change)!)) is { IsLive: true } slot && ContentReader.Read(log, slot.Revision) is { } content)
                _published[change.Key.Value] = content.Change.Figure;
        }

        return live;
    }

    // Nobody else writes figures, so what was pushed last is what is live.
    private async Task PushFiguresAsync(LiveFacts live, CancellationToken cancellationToken)
    {
        var changed = _calculator.Calculate(live.Book, live.AsOf)
            .Where(change => !_published.TryGetValue(change.Key.Value, out var known) || !FigureCalculator.SaySame(change.Figure, known))
            .ToList();
        _ = await hub.PushAsync(changed, $"{live.AsOf}", cancellationToken);
        foreach (var change in changed)
            _published[change.Key.Value] = change.Figure;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using (var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
        {
            // A label runs out at midnight without anybody pushing anything.
            await await Task.WhenAny(
                log.WaitForAppendAsync(AsOf, waiting.Token), Task.Delay(CivilDay.UntilTomorrow(time), time, waiting.Token));
            await waiting.CancelAsync();
        }

        // Pushes come in bursts: one computation for all of a burst.
        await Task.Delay(Pause, time, cancellationToken);
    }
}
