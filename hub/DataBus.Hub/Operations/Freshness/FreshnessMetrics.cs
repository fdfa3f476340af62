using System.Diagnostics.Metrics;

namespace DataBus.Hub.Operations.Freshness;

/// <summary>What stands still, for those who watch the hub: the same as <c>databus sources stalls</c>.</summary>
internal sealed class FreshnessMetrics : IDisposable
{
    private readonly StallWatch _watch;
    private readonly TimeProvider _time;
    private readonly Meter _meter;

    public FreshnessMetrics(IMeterFactory meters, StallWatch watch, TimeProvider time)
    {
        _watch = watch;
        _time = time;
        _meter = meters.Create(HubMetrics.MeterName);
        _ = _meter.CreateObservableGauge("databus.source.heard.age", HeardAge, "s", "How long ago a batch of the source was committed, also an empty one.");
        _ = _meter.CreateObservableGauge("databus.stall", Stalls, "s", "How long something has stood still at the last look, by subject and leg; absent: it moves.");
    }

    public void Dispose() => _meter.Dispose();

    private List<Measurement<double>> HeardAge() =>
        [.. _watch.Heard().Select(one => new Measurement<double>(Age(one.HeardAt), new KeyValuePair<string, object?>("source", one.Source)))];

    private List<Measurement<double>> Stalls() =>
    [
        .. _watch.Last.Select(stall => new Measurement<double>(
            Age(stall.Since?.ToDateTimeOffset()),
            new KeyValuePair<string, object?>("subject", stall.Subject),
            new KeyValuePair<string, object?>("leg", $"{stall.Leg}".ToLowerInvariant()))),
    ];

    private double Age(DateTimeOffset? since) => since is { } at ? Math.Max(0, (_time.GetUtcNow() - at).TotalSeconds) : 0;
}
