using System.Diagnostics.Metrics;
using DataBus.Cli.Certificates;
using DataBus.Hub;
using DataBus.Hub.Access;
using DataBus.Hub.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Access.Identity;

public sealed class CertificateExpiryTests : IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly RecordingLoggerProvider _log = new();
    private readonly ServiceProvider _services;
    private readonly CertificateExpiry _expiry;

    public CertificateExpiryTests()
    {
        var args = _authority.HubArguments;
        _services = new ServiceCollection().AddMetrics().AddLogging(logging => logging.AddProvider(_log)).BuildServiceProvider();
        var tls = new TlsOptions { Certificate = args[1], Key = args[3], Authority = args[5] };
        var certificates = new ServerCertificates(tls, _services.GetRequiredService<ILogger<ServerCertificates>>());
        _expiry = new CertificateExpiry(certificates, tls, _services.GetRequiredService<IMeterFactory>(), _time, _services.GetRequiredService<ILogger<CertificateExpiry>>());
    }

    public void Dispose()
    {
        _expiry.Dispose();
        _services.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public void Look_CertificateNearItsEnd_WarnsOnceForEachStepAndNotAfterItWasReplaced()
    {
        // It is valid for 90 days.
        Pass(59);
        Assert.Empty(Warnings);
        Pass(2);
        _ = Assert.Single(Warnings);
        Pass(23);
        Assert.Equal(2, Warnings.Length);

        _ = CertificateAuthority.Open(_authority.Folder, TimeProvider.System).Issue("server/hub", TimeSpan.FromDays(300), ["127.0.0.1"]);
        Pass(5);

        Assert.Equal(2, Warnings.Length);
    }

    [Fact]
    public void Meter_WithTls_HasTheTimeThatIsLeft()
    {
        var left = 0.0;
        using var listener = new MeterListener { InstrumentPublished = Enable };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => left = value);
        listener.Start();

        listener.RecordObservableInstruments();

        Assert.InRange(TimeSpan.FromSeconds(left).TotalDays, 89.9, 90);
    }

    // Other hubs of this process have meters of the same name.
    private void Enable(Instrument one, MeterListener all)
    {
        if (one.Name == "databus.certificate.remaining" && one.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
            all.EnableMeasurementEvents(one);
    }

    private string[] Warnings => [.. _log.Entries.Where(static entry => entry.Contains("certificate ends", StringComparison.Ordinal))];

    private void Pass(int days)
    {
        for (var hour = 0; hour < days * 24; hour++)
        {
            _time.Advance(TimeSpan.FromHours(1));
            _expiry.Look();
        }
    }
}
