using DataBus.Hub.Delivery;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Operations.Alerts;
using DataBus.Hub.Operations.Readers;
using DataBus.V1;

namespace DataBus.Hub.Operations.Freshness;

/// <summary>What stands still now, from a bureau's system to the readers.</summary>
internal sealed class StallWatch(HubParts parts, Observations observations, ReaderConcerns readers, TimeProvider time)
{
    private const string Delivery = "delivery";

    private readonly SourceStalls _sources = new(observations);
    private readonly ViewsStall _views = new(parts.Log, parts.Views, time);
    private IReadOnlyList<Stall> _last = [];

    /// <summary>Sources with when each was last heard from.</summary>
    public IReadOnlyList<(string Source, DateTimeOffset HeardAt)> Heard()
    {
        using var view = parts.Views.Newest();
        return [.. view.Sources().Select(row => (row.Source, HeardAt: _sources.HeardAt(row))).Where(static one => one.HeardAt is not null).Select(static one => (one.Source, one.HeardAt!.Value))];
    }

    /// <summary>What stood still at the last look, whoever looked.</summary>
    public IReadOnlyList<Stall> Last => Volatile.Read(ref _last);

    /// <summary>Sources in name order, then the hub and whether it delivers, then readers.</summary>
    public async Task<IReadOnlyList<Stall>> NowAsync(CancellationToken cancellationToken)
    {
        var (stalls, _) = await LookAsync(cancellationToken);
        return stalls;
    }

    /// <summary>What of it somebody is to be told of; a paused source has an alert of its own.</summary>
    public async Task<IReadOnlyList<Concern>> ConcernsAsync(CancellationToken cancellationToken)
    {
        var (stalls, paused) = await LookAsync(cancellationToken);
        var alarms = readers.Alarms(time.GetUtcNow(), cancellationToken);
        return
        [
            .. alarms.Select(static alarm => alarm.ToConcern()),
            .. stalls.Where(stall => stall.Leg != StallLeg.Subscriber && !paused.Contains(stall.Subject))
                .Select(static stall => new Concern($"stalled:{stall.Subject}", 1, stall.TextZh, stall.TextEn)),
        ];
    }

    // Nobody outside gets anything, and nothing but an operator's word changes that.
    private static Stall OfClosed(ClosedDelivery closed) =>
        new() { Subject = Delivery, Leg = StallLeg.Hub, Since = closed.Since, TextZh = ClosedWords.Zh(closed), TextEn = ClosedWords.En(closed) };

    private async Task<(IReadOnlyList<Stall> Stalls, IReadOnlySet<string> Paused)> LookAsync(CancellationToken cancellationToken)
    {
        var (view, ofViews) = await _views.ViewAsync(cancellationToken);
        using (view)
        {
            var now = time.GetUtcNow();
            IReadOnlyList<Stall> stalls =
            [
                .. view.Sources().Select(row => _sources.Of(row, now)).OfType<Stall>(),
                .. ofViews is null ? [] : new[] { ofViews },
                .. view.Tables().Closed is { } closed ? new[] { OfClosed(closed) } : [],
                .. readers.Alarms(now, cancellationToken).Select(static alarm => alarm.ToStall()),
            ];
            Volatile.Write(ref _last, stalls);
            return (stalls, view.Sources().Where(static row => row.Paused).Select(static row => row.Source).ToHashSet());
        }
    }
}
