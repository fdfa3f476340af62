using DataBus.Hub.Delivery;
using DataBus.Hub.Delivery.Readers;
using DataBus.Hub.Entities;
using DataBus.Hub.Operations;
using DataBus.Hub.Operations.Alerts;
using DataBus.Hub.Operations.Freshness;
using DataBus.Hub.Operations.Readers;
using DataBus.Tests.Hub.Intake;
using DataBus.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DataBus.Tests.Hub.Operations.Alerts;

/// <summary>A hub core with one source that pushes, the watch over it, and a mail server.</summary>
internal sealed class AlertDesk : IAsyncDisposable
{
    public const string Source = "science.tier-labels";
    public const string Rule = "enterprise.tier_label.valid_from.format";

    /// <summary>A value that stands in held rows, and nowhere else.</summary>
    public const string Canary = "canary-7731";

    private readonly RecordingLoggerProvider _logs = new();
    private readonly ServiceProvider _parts;
    private AlertRoutes _routes = null!;
    private AlertSender _sender = null!;
    private SourceDriver? _driver;

    public AlertDesk(Action<AlertOptions>? configure = null)
    {
        Options = new AlertOptions { Name = "test" };
        (Options.Smtp.Host, Options.Smtp.Port, Options.Smtp.Tls, Options.Smtp.From) = ("127.0.0.1", Mail.Port, "none", "hub@example.cn");
        Options.Smtp.To.Add("first@example.cn");
        Options.Smtp.SecondTo.Add("second@example.cn");
        configure?.Invoke(Options);
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(_logs)).AddMetrics();
        _ = services.AddHttpClient(WebhookChannel.ClientName);
        _parts = services.AddSingleton<AlertMetrics>().AddSingleton<TimeProvider>(Hub.Time).BuildServiceProvider();
        Begin();
    }

    public CoreFixture Hub { get; } = new();

    public MailServer Mail { get; } = new();

    public AlertOptions Options { get; }

    public AlertWatch Watch { get; private set; } = null!;

    public IReadOnlyCollection<string> Logged => _logs.Entries;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Another start of the hub.</summary>
    public async Task RestartAsync()
    {
        await Hub.RebuildViewsAsync();
        _driver = null;
        Begin();
    }

    public async Task PushAsync(params Change[] changes)
    {
        _driver ??= await Hub.OpenAsync(Source);
        foreach (var part in changes.Chunk(1_000))
            _ = await _driver.PushAsync(part);
    }

    /// <summary>Pushes what the rule holds.</summary>
    public Task FailAsync(int first, int count) => PushAsync([.. Enumerable.Range(first, count).Select(number => Label(number, Canary))]);

    /// <summary>Pushes what settles it.</summary>
    public Task MendAsync(int first, int count) => PushAsync([.. Enumerable.Range(first, count).Select(number => Label(number, "2026-02-01"))]);

    public Task<ulong> SetPausedAsync(bool paused, string reason) => Hub.Core.Intake.SetPausedAsync(Source, paused, reason, "王**", Token);

    public Task<ulong> AcknowledgeAsync(string subject) => Hub.Core.Intake.SetAlertAsync(
        new AlertSet { Subject = subject, State = AlertStates.Acknowledged, Actor = "王**", Text = "在查" }, Token);

    /// <summary>Looks and sends once.</summary>
    /// <param name="waits">True: somebody refuses, and the pauses between the tries are the clock's.</param>
    public async Task TickAsync(bool waits = false)
    {
        await Watch.LookAsync(Token);
        var sending = Task.WhenAll(_routes.All.Select(route => _sender.SendAsync(route, Token)));
        while (waits && await Task.WhenAny(sending, Task.Delay(TimeSpan.FromMilliseconds(50), Token)) != sending)
            Hub.Time.Advance(TimeSpan.FromMilliseconds(400));
        await sending;
    }

    public async Task<AlertRow> AlertAsync(string subject) => (await AlertsAsync()).Single(row => row.Subject == subject);

    public async Task<IReadOnlyList<AlertRow>> AlertsAsync()
    {
        using var view = await Hub.Core.Views.AtLeastAsync(Hub.Core.Log.Head, Token);
        return [.. view.Alerts()];
    }

    public async ValueTask DisposeAsync()
    {
        await Mail.DisposeAsync();
        await Hub.DisposeAsync();
        await _parts.DisposeAsync();
    }

    private StallWatch NothingStalls()
    {
        var book = new ReaderBook(new ReaderStore(Hub.Core.Store), Hub.Core.Log, Hub.Time);
        var readers = new ReaderConcerns(book, new ReaderStates(book, Hub.Core.Log, Hub.Core.Views, TestCallers.RightsOf(Hub)), new ReaderOptions());
        var parts = new HubParts(Hub.Core.Log, Hub.Core.Views, new Subscribers(Hub.Core.Log));
        return new StallWatch(parts, Hub.Core.Observations, readers, Hub.Time);
    }

    private void Begin()
    {
        Watch = new AlertWatch(Hub.Core.Log, Hub.Core.Views, Hub.Core.Intake, NothingStalls(), Hub.Time);
        _routes = AlertRoutes.Of(Options, _parts);
        _sender = new AlertSender(Hub.Core.Log, Hub.Core.Views, Hub.Core.Intake, _routes, Hub.Time);
    }

    private static Change Label(int number, string from)
    {
        var change = Samples.Label(certificate: $"C{number}");
        change.TierLabel.ValidFrom = from;
        return change;
    }
}
