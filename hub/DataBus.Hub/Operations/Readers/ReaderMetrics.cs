using System.Diagnostics.Metrics;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Operations.Readers;

/// <summary>How far named readers are, for those who watch the hub: the same figures as <c>databus readers list</c>.</summary>
internal sealed class ReaderMetrics : IDisposable
{
    private readonly ReaderStates _states;
    private readonly IViews _views;
    private readonly TimeProvider _time;
    private readonly Meter _meter;

    public ReaderMetrics(IMeterFactory meters, ReaderStates states, IViews views, TimeProvider time)
    {
        _states = states;
        _views = views;
        _time = time;
        _meter = meters.Create(HubMetrics.MeterName);
        _ = _meter.CreateObservableGauge("databus.reader.lag", Lag, "{revision}", "Revisions between what a named reader has acknowledged and the head.");
        _ = _meter.CreateObservableGauge("databus.reader.lag.age", Age, "s", "Age of the oldest change for a named reader that it has not acknowledged.");
        _ = _meter.CreateObservableGauge("databus.reader.connected", Connected, "{stream}", "1: the named reader is connected.");
        _ = _meter.CreateObservableGauge("databus.reader.rejected", Rejected, "{change}", "Changes that a named reader rejected and nobody has settled.");
    }

    public void Dispose() => _meter.Dispose();

    private List<Measurement<long>> Lag() => [.. All().Select(static one => new Measurement<long>((long)one.LagRevisions, Tag(one.Name)))];

    private List<Measurement<double>> Age() => [.. All().Select(one => new Measurement<double>(
        one.WaitingSince is { } since ? Math.Max(0, (_time.GetUtcNow() - since.ToDateTimeOffset()).TotalSeconds) : 0, Tag(one.Name)))];

    private List<Measurement<long>> Connected() =>
        [.. All().Select(static one => new Measurement<long>(one.ConnectedSince is null ? 0 : 1, Tag(one.Name)))];

    private List<Measurement<long>> Rejected()
    {
        using var view = _views.Newest();
        return
        [
            .. view.Rejections().Where(static row => row.ClosedAt is null).GroupBy(static row => row.Name)
                .Select(static rows => new Measurement<long>(rows.Count(), Tag(rows.Key))),
        ];
    }

    private IReadOnlyList<ReaderState> All() => _states.All(CancellationToken.None);

    private static KeyValuePair<string, object?> Tag(string name) => new("reader", name);
}
