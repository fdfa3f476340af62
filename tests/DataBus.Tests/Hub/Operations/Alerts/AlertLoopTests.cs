using DataBus.Hub.Operations.Alerts;
using DataBus.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DataBus.Tests.Hub.Operations.Alerts;

public sealed class AlertLoopTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task ExecuteAsync_InTheWholeHub_RaisesAndSends()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(_patience);
        await using var hook = await HookServer.StartAsync();
        var options = new AlertOptions { Every = TimeSpan.FromMilliseconds(50), Name = "test" };
        options.Webhook.Url = $"{hook.Url}/first";
        await using var hub = await HubFixture.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton(options)));
        var operations = new OperationsService.OperationsServiceClient(hub.Channel);
        var caller = HubFixture.Caller(isOperator: true, actor: "王**");

        await operations.PauseSourceAsync(new PauseSourceRequest { Source = "science.platforms", Reason = "检查" }, caller, cancellationToken: patience.Token);
        ListAlertsResponse answer;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
            answer = await operations.ListAlertsAsync(new ListAlertsRequest(), caller, cancellationToken: patience.Token);
        }
        while (answer.Alerts.SingleOrDefault()?.State != AlertState.Sent);

        Assert.Equal(("paused:science.platforms", "webhook"), (answer.Alerts[0].Subject, Assert.Single(answer.Alerts[0].SentTo)));
        Assert.Contains("已暂停：检查", Assert.Single(hook.Posts).Body, StringComparison.Ordinal);
        await hub.StopAsync();
        Assert.Empty(hub.Log.Entries);
    }
}
