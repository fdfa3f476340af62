using System.Text.Encodings.Web;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace DataBus.Hub;

/// <summary>Logs to stderr as JSON; traces and metrics by OTLP where an endpoint is configured; metrics for Prometheus always.</summary>
internal static class HubTelemetry
{
    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Seconds: the exporter's own buckets are made for milliseconds.
    private static readonly double[] _seconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

    public static void AddHubTelemetry(this WebApplicationBuilder builder)
    {
        AddLogs(builder.Logging);
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("databus-hub"))
            .WithTracing(static traces => traces.AddAspNetCoreInstrumentation())
            .WithMetrics(static metrics => metrics
                .AddMeter(HubMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
                .AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = _seconds })
                .AddPrometheusExporter());
        if (string.IsNullOrEmpty(builder.Configuration[OtlpEndpoint]))
            return;

        _ = telemetry
            .WithTracing(static traces => traces.AddOtlpExporter())
            .WithMetrics(static metrics => metrics.AddOtlpExporter());
    }

    private static void AddLogs(ILoggingBuilder logging)
    {
        _ = logging.ClearProviders();
        _ = logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Grpc", LogLevel.Warning);
        _ = logging.AddJsonConsole(static json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.JsonWriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        });
        _ = logging.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
