using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>
/// The internal source <c>hub</c>: pushes the indicators' definitions, and their figures when an input or the day has changed.
/// Its position is the revision that the figures were computed from.
/// </summary>
internal sealed class FigurePublisher(IExchangeLog log, IViews views, IIntake intake, BatchPreparation preparation, TimeProvider time)
    : BackgroundService, IFigures
{
    /// <summary>The source's name; nobody from outside may push as it.</summary>
    public const string Source = "hub";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FigureCalculator _calculator = new();
    private readonly Dictionary<string, Figure> _published = [];
    private ulong _asOf;

    public ulong AsOf => Volatile.Read(ref _asOf);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var opened = await intake.OpenAsync(new Open { Source = Source, Holder = Source, TakeOver = true }, stoppingToken);
            var position = await PushDefinitionsAsync(opened, stoppingToken);
            var live = await ReadAsync(stoppingToken);
            for (var moved = true; ; moved = live.Advance(CivilDay.Today(time)))
            {
                if (moved)
                    position = await PushFiguresAsync(opened.Lease, position, live, stoppingToken);
                Volatile.Write(ref _asOf, live.AsOf);
                await WaitAsync(stoppingToken);
            }
        }
        catch (HubException refused) when (refused.Refusal.Code == StatusCode.Unavailable)
        {
            // The hub stops, or its disk failed, which the core says and ends the process for.
        }
    }

    private async Task<string> PushDefinitionsAsync(Opened opened, CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        var changed = IndicatorDefinitions.All
            .Select(definition => new Change { Key = FigureCalculator.KeyOf(definition.Code), IndicatorDefinition = definition.Clone() })
            .Where(change => view.FindSlot(AddressKey.Of(Addresses.Of(change)!)) is not { } slot
                || !slot.OriginHash.Span.SequenceEqual(OriginHash.Of(change)))
            .ToList();
        return await PushAsync(opened.Lease, opened.Position, opened.Position, changed, cancellationToken);
    }

    private async Task<LiveFacts> ReadAsync(CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        var live = LiveFacts.Read(log, view, _calculator.Measures, CivilDay.Today(time));
        foreach (var change in _calculator.Calculate(live.Book, live.AsOf))
        {
            if (view.FindSlot(AddressKey.Of(Addresses.Of(change)!)) is { IsLive: true } slot && ContentReader.Read(log, slot.Revision) is { } content)
                _published[change.Key.Value] = content.Change.Figure;
        }

        return live;
    }

    // Nobody else writes figures, so what was pushed last is what is live.
    private async Task<string> PushFiguresAsync(ulong lease, string position, LiveFacts live, CancellationToken cancellationToken)
    {
        var changed = _calculator.Calculate(live.Book, live.AsOf)
            .Where(change => !_published.TryGetValue(change.Key.Value, out var known) || !FigureCalculator.SaySame(change.Figure, known))
            .ToList();
        position = await PushAsync(lease, position, $"{live.AsOf}", changed, cancellationToken);
        foreach (var change in changed)
            _published[change.Key.Value] = change.Figure;
        return position;
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

    private async Task<string> PushAsync(ulong lease, string before, string after, List<Change> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
            return before;
        var batch = new Batch
        {
            PositionBefore = before,
            PositionAfter = after,
            Items = { changes.Select(change => new PushItem { Change = change, Raw = ByteString.Empty }) },
        };
        var result = await intake.CommitAsync(preparation.Prepare(Source, lease, batch), cancellationToken);
        return result.Exceptions.Count == 0
            ? after
            : throw new InvalidOperationException($"The hub's own push was not accepted: {result.Exceptions[0]}");
    }
}
