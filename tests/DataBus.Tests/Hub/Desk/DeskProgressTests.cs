using System.Collections.Concurrent;
using DataBus.Tests.Hub.Api;
using DataBus.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DataBus.Tests.Hub.Desk;

public sealed class DeskProgressTests
{
    private const int Grows = 1403;
    private const int Made = 1404;

    [Fact]
    public async Task Start_IndexLost_SaysHowFarItIsMade()
    {
        var log = new Messages();
        await using var hub = await HubFixture.StartAsync(configure: services => services.AddLogging(logging => logging.AddProvider(log)));
        await hub.PushAsync(FailedChanges.Registrations, FailedChanges.Registration(1), FailedChanges.Registration(2));
        await hub.StopAsync();
        Directory.Delete(Path.Combine(hub.Data, "desk"), recursive: true);
        log.Said.Clear();
        await hub.OpenAsync();

        var list = await new DeskService.DeskServiceClient(hub.Channel).ListFailedAsync(
            new ListFailedRequest(), HubFixture.Caller(isOperator: true), cancellationToken: TestContext.Current.CancellationToken);
        await hub.StopAsync();

        Assert.Equal(2UL, list.Total);
        Assert.Contains(log.Said, static one => one.Id == Grows && one.Text.Contains("2 failed pushes so far", StringComparison.Ordinal));
        Assert.Contains(log.Said, static one => one.Id == Made && one.Text.Contains("2 failed pushes as of revision", StringComparison.Ordinal));
    }

    private sealed class Messages : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<(int Id, string Text)> Said { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Enqueue((eventId.Id, formatter(state, exception)));

        public void Dispose()
        {
        }
    }
}
