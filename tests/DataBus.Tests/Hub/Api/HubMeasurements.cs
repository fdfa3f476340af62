using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;

namespace DataBus.Tests.Hub.Api;

/// <summary>What one hub measures now. The exporter of a test's process tells what all of its hubs measure together.</summary>
internal static class HubMeasurements
{
    /// <summary>All measurements as text, in order: name, tags, value.</summary>
    public static IReadOnlyList<string> Measure(this HubFixture hub)
    {
        var meters = hub.Services.GetRequiredService<IMeterFactory>();
        var told = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && instrument.Meter.Name == "DataBus.Hub")
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, tags, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, tags, value));
        listener.Start();
        listener.RecordObservableInstruments();
        return [.. told.Order(StringComparer.Ordinal)];

        void Add(string name, ReadOnlySpan<KeyValuePair<string, object?>> tags, double value) =>
            told.Add(string.Create(CultureInfo.InvariantCulture, $"{name} {string.Join(' ', tags.ToArray().Select(static tag => $"{tag.Key}={tag.Value}"))} {value}"));
    }
}
