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

    private const int PageBytes = 1 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FigureInputReader _inputs = new(log);
    private readonly FigureCalculator _calculator = new();
    private ulong _asOf;
    private DateOnly _day;

    public ulong AsOf => Volatile.Read(ref _asOf);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var opened = await intake.OpenAsync(new Open { Source = Source, Holder = Source, TakeOver = true }, stoppingToken);
            var position = await PushDefinitionsAsync(opened, stoppingToken);
            while (true)
            {
                position = await PushFiguresAsync(opened.Lease, position, stoppingToken);
                await log.WaitForAppendAsync(AsOf, stoppingToken);
                // Pushes come in bursts: one computation for all of a burst.
                await Task.Delay(Pause, time, stoppingToken);
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
            .Select(definition => new Change { Key = KeyOf(definition.Code), IndicatorDefinition = definition.Clone() })
            .Where(change => view.FindSlot(AddressKey.Of(Addresses.Of(change)!)) is not { } slot
                || !slot.OriginHash.Span.SequenceEqual(OriginHash.Of(change)))
            .ToList();
        return await PushAsync(opened.Lease, opened.Position, opened.Position, changed, cancellationToken);
    }

    private async Task<string> PushFiguresAsync(ulong lease, string position, CancellationToken cancellationToken)
    {
        var head = log.Head;
        using var view = await views.AtLeastAsync(head, cancellationToken);
        var today = CivilDay.Today(time);
        if (today != _day || IsTouched(view))
        {
            var changed = _calculator.Calculate(_inputs.Read(view), today, view.Watermark)
                .Where(figure => LiveOf(view, figure) is not { } live || !FigureCalculator.SaySame(figure.Figure, live))
                .ToList();
            position = await PushAsync(lease, position, $"{view.Watermark}", changed, cancellationToken);
            _day = today;
        }

        Volatile.Write(ref _asOf, view.Watermark);
        return position;
    }

    private bool IsTouched(IViewReader view)
    {
        var sources = FigureInputReader.SourcesOf(view);
        var touched = false;
        for (var at = AsOf; at < view.Watermark && !touched;)
        {
            var page = log.Read(at, PageBytes);
            touched = page.Any(record => FigureInputReader.Touches(record, sources));
            at = page[^1].LastRevision;
        }

        return touched;
    }

    private Figure? LiveOf(IViewReader view, Change figure) =>
        view.FindSlot(AddressKey.Of(Addresses.Of(figure)!)) is { IsLive: true } slot
            ? ContentReader.Read(log, slot.Revision)?.Change.Figure
            : null;

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

    private static Key KeyOf(string code) => new() { Kind = Kind.Indicator, Scheme = "code", Value = code };
}
