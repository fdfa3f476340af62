using DataBus.Client;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace DataBus.Tests.Client;

public sealed class DataBusClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GetStatusAsync_Identity_IsToldToTheHub()
    {
        await using var hub = await FakeHub.StartAsync();
        using var client = hub.Client(options => (options.Role, options.Source, options.Actor) = (CallerRole.Operator, "tax.rd-deduction", "张三"));

        var status = await client.Operations.GetStatusAsync(Token);

        var headers = hub.Operator.Headers!;
        Assert.Equal(42UL, status.Head);
        Assert.Equal("operator", headers.GetValue("databus-role"));
        Assert.Equal("tax.rd-deduction", headers.GetValue("databus-source"));
        Assert.Equal("张三", Uri.UnescapeDataString(headers.GetValue("databus-actor")!));
    }

    [Fact]
    public async Task GetStatusAsync_HubDoesNotAnswer_EndsAtTheDeadline()
    {
        await using var hub = await FakeHub.StartAsync();
        hub.Operator.OnStatus = async context =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new GetStatusResponse();
        };
        using var client = hub.Client(options => options.RequestTimeout = TimeSpan.FromSeconds(1));

        var error = await Assert.ThrowsAsync<DataBusException>(() => client.Operations.GetStatusAsync(Token));

        Assert.Equal((StatusCode.DeadlineExceeded, true), (error.Code, error.IsTransient));
    }

    [Fact]
    public async Task GetStatusAsync_CallerCancels_IsACancellation()
    {
        await using var hub = await FakeHub.StartAsync();
        var arrived = new TaskCompletionSource();
        hub.Operator.OnStatus = async context =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new GetStatusResponse();
        };
        using var client = hub.Client();
        using var stop = new CancellationTokenSource();

        var asking = client.Operations.GetStatusAsync(stop.Token);
        await arrived.Task;
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public void AddDataBusClient_WrongHub_NamesTheSetting()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("DataBus:Hub", "nonsense")]).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddLogging().AddDataBusClient().BuildServiceProvider();

        var error = Assert.Throws<OptionsValidationException>(services.GetRequiredService<DataBusClient>);

        Assert.Contains("DataBus:Hub", error.Message, StringComparison.Ordinal);
    }
}
