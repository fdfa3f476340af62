using System.Diagnostics.Metrics;
using DataBus.Hub.Delivery;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub;

/// <summary>Figures for those who watch the hub. Counts come from the views, so that they never differ from what is stored.</summary>
internal sealed class HubMetrics : IDisposable
{
    public const string MeterName = "DataBus.Hub";

    private readonly IExchangeLog _log;
    private readonly IViews _views;
    private readonly DeskIndex _desk;
    private readonly TimeProvider _time;
    private readonly Meter _meter;

    public HubMetrics(IMeterFactory meters, IExchangeLog log, IViews views, Subscribers subscribers, DeskIndex desk, TimeProvider time)
    {
        _desk = desk;
        _time = time;
        _log = log;
        _views = views;
        _meter = meters.Create(MeterName);
        _ = _meter.CreateObservableGauge("databus.head", () => (long)_log.Head, "{revision}", "Newest revision on disk.");
        _ = _meter.CreateObservableGauge("databus.floor", () => (long)_log.Floor, "{revision}", "Oldest revision from which on the log is whole.");
        _ = _meter.CreateObservableCounter("databus.trimmed", () => (long)_log.Trim.Dropped, "{change}", "Changes that trims of the log dropped.");
        _ = _meter.CreateObservableGauge("databus.views.lag", () => Lag(views.Watermark), "{revision}", "Revisions that the views do not cover yet.");
        _ = _meter.CreateObservableGauge(
            "databus.desk.lag", () => Lag(desk.Watermark), "{revision}", "Revisions that the desk's index does not cover yet.");
        _ = _meter.CreateObservableGauge("databus.subscribers", () => subscribers.Count, "{stream}", "Open streams of subscribers.");
        _ = _meter.CreateObservableCounter("databus.changes", Outcomes, "{change}", "Changes by source and outcome.");
        _ = _meter.CreateObservableGauge("databus.failed.open", OpenFailed, "{item}", "Failed pushes that are open, by source.");
        AddDesk();
    }

    public void Dispose() => _meter.Dispose();

    private long Lag(ulong watermark)
    {
        var head = _log.Head;
        return (long)(head - Math.Min(head, watermark));
    }

    private List<Measurement<long>> Outcomes()
    {
        using var view = _views.Newest();
        return [.. view.Sources().SelectMany(static row => Counts(row.Source, row.Tallies ?? new Tallies()))];
    }

    private List<Measurement<long>> OpenFailed()
    {
        using var view = _views.Newest();
        return [.. view.Sources().Select(static row => new Measurement<long>((long)row.OpenFailed, Tag("source", row.Source)))];
    }

    private void AddDesk()
    {
        _ = _meter.CreateObservableGauge("databus.failed.open_by_rule", OpenByRule, "{item}", "Failed pushes that are open, by source and rule; rare rules together.");
        _ = _meter.CreateObservableGauge("databus.failed.oldest_age", OldestAge, "s", "How long the oldest open failed push has been held, by source.");
        _ = _meter.CreateObservableGauge("databus.failed.closed", Closed, "{item}", "Failed pushes that are closed, by source and how.");
        _ = _meter.CreateObservableGauge(
            "databus.failed.returned", () => BySource(static one => one.Returned), "{item}", "Failed pushes that were returned to their bureau and are open.");
        _ = _meter.CreateObservableGauge(
            "databus.failed.overdue", () => BySource(static one => one.Overdue), "{item}", "Returned failed pushes whose day has passed.");
        _ = _meter.CreateObservableGauge(
            "databus.corrections.open", () => BySource(static one => one.OpenCorrections), "{notice}", "Correction notices that are open.");
        _ = _meter.CreateObservableGauge(
            "databus.reviews.overdue", () => BySource(static one => one.OverdueReviews), "{item}", "What one operator mended alone and nobody has looked at in time.");
    }

    private IReadOnlyList<DeskFigures> Desk() => _desk.Figures(_time.GetUtcNow(), CivilDay.Today(_time));

    private List<Measurement<long>> BySource(Func<DeskFigures, int> of) =>
        [.. Desk().Select(one => new Measurement<long>(of(one), Tag("source", one.Source)))];

    private List<Measurement<long>> OpenByRule() =>
    [
        .. Desk().SelectMany(static one => one.OpenByRule.Select(rule =>
            new Measurement<long>(rule.Value, Tag("source", one.Source), Tag("rule", rule.Key.Length == 0 ? "other" : rule.Key)))),
    ];

    private List<Measurement<double>> OldestAge() =>
    [
        .. Desk().Select(one => new Measurement<double>(
            one.OldestOpen is { } oldest ? Math.Max(0, (_time.GetUtcNow() - oldest).TotalSeconds) : 0, Tag("source", one.Source))),
    ];

    private List<Measurement<long>> Closed() =>
    [
        .. Desk().SelectMany(static one => new (string How, int Count)[]
            {
                ("replayed", one.Replayed), ("settled", one.Settled), ("discarded", one.Discarded),
            }
            .Select(closed => new Measurement<long>(closed.Count, Tag("source", one.Source), Tag("how", closed.How)))),
    ];

    private static IEnumerable<Measurement<long>> Counts(string source, Tallies tallies)
    {
        (string Outcome, ulong Count)[] counts =
        [
            ("accepted", tallies.Accepted), ("unchanged", tallies.Unchanged), ("known", tallies.Known),
            ("seen_again", tallies.SeenAgain), ("stale", tallies.Stale), ("held", tallies.Held),
            ("waiting", tallies.Waiting), ("refused", tallies.Refused),
        ];
        return counts.Select(count =>
            new Measurement<long>((long)count.Count, Tag("source", source), Tag("outcome", count.Outcome)));
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
