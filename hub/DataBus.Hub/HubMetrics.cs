using System.Diagnostics.Metrics;
using DataBus.Hub.Delivery;
using DataBus.Hub.Desk;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub;

/// <summary>Figures for those who watch the hub. Counts come from the views, so that they never differ from what is stored.</summary>
internal sealed class HubMetrics : IDisposable
{
    public const string MeterName = "DataBus.Hub";

    private readonly IExchangeLog _log;
    private readonly IViews _views;
    private readonly Meter _meter;

    public HubMetrics(IMeterFactory meters, IExchangeLog log, IViews views, Subscribers subscribers, DeskIndex desk)
    {
        _log = log;
        _views = views;
        _meter = meters.Create(MeterName);
        _ = _meter.CreateObservableGauge("databus.head", () => (long)_log.Head, "{revision}", "Newest revision on disk.");
        _ = _meter.CreateObservableGauge("databus.views.lag", () => Lag(views.Watermark), "{revision}", "Revisions that the views do not cover yet.");
        _ = _meter.CreateObservableGauge(
            "databus.desk.lag", () => Lag(desk.Watermark), "{revision}", "Revisions that the desk's index does not cover yet.");
        _ = _meter.CreateObservableGauge("databus.subscribers", () => subscribers.Count, "{stream}", "Open streams of subscribers.");
        _ = _meter.CreateObservableCounter("databus.changes", Outcomes, "{change}", "Changes by source and outcome.");
        _ = _meter.CreateObservableGauge("databus.failed.open", OpenFailed, "{item}", "Failed pushes that are open, by source.");
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
