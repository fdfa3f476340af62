using System.Diagnostics.Metrics;
using DataBus.Hub.Access;

namespace DataBus.Hub.Operations;

/// <summary>Says when the hub's certificate is about to end: as a figure always, in the log 30, 7 and 1 days before.</summary>
internal sealed class CertificateExpiry : BackgroundService
{
    private static readonly int[] _warnings = [1, 7, 30];
    private static readonly TimeSpan _look = TimeSpan.FromHours(1);

    private readonly ServerCertificates _certificates;
    private readonly TimeProvider _time;
    private readonly ILogger<CertificateExpiry> _logger;
    private readonly bool _isOn;
    private (DateTimeOffset Until, int Days) _said;

    public CertificateExpiry(ServerCertificates certificates, TlsOptions tls, IMeterFactory meters, TimeProvider time, ILogger<CertificateExpiry> logger)
    {
        _certificates = certificates;
        _time = time;
        _logger = logger;
        _isOn = tls.IsOn;
        if (_isOn)
            _ = meters.Create(HubMetrics.MeterName).CreateObservableGauge("databus.certificate.remaining", () => Left.TotalSeconds, "s", "Time until the hub's certificate ends.");
    }

    private TimeSpan Left => _certificates.Until - _time.GetUtcNow();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_isOn)
        {
            Look();
            await Task.Delay(_look, _time, stoppingToken);
        }
    }

    /// <summary>Warns once for each certificate and each of the days.</summary>
    public void Look()
    {
        var days = Array.Find(_warnings, days => Left <= TimeSpan.FromDays(days));
        var now = (_certificates.Until, days);
        if (days > 0 && now != _said)
            _logger.CertificateEnds(Math.Max(0, (int)Left.TotalDays), _certificates.Until);
        _said = now;
    }
}
