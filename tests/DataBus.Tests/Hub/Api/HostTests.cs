using System.Net;
using System.Text.Json;
using DataBus.Hub.Indicators;
using DataBus.V1;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DataBus.Tests.Hub.Api;

public sealed class HostTests
{
    private static readonly Marshaller<byte[]> _bytes = new(static bytes => bytes, static bytes => bytes);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_BytesThatAreNoMessage_AreInvalid()
    {
        await using var hub = await HubFixture.StartAsync();
        var method = new Method<byte[], byte[]>(MethodType.Unary, "databus.v1.QueryService", "GetEntity", _bytes, _bytes);

        var error = await Assert.ThrowsAsync<RpcException>(() => hub.Channel.CreateCallInvoker()
            .AsyncUnaryCall(method, null, new CallOptions(cancellationToken: Token), [0x0A, 0xFF]).ResponseAsync);

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task Call_BytesThatAreNoMessageOnAStream_AreInvalid()
    {
        await using var hub = await HubFixture.StartAsync();
        var method = new Method<byte[], byte[]>(MethodType.ServerStreaming, "databus.v1.DeliveryService", "Subscribe", _bytes, _bytes);

        using var call = hub.Channel.CreateCallInvoker().AsyncServerStreamingCall(method, null, new CallOptions(cancellationToken: Token), [0x0A, 0xFF]);
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Token));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task Call_SeveralThingsWrong_SaysThemAllInBothLanguages()
    {
        await using var hub = await HubFixture.StartAsync();
        var query = new QueryService.QueryServiceClient(hub.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(() => query.ListEntitiesAsync(
            new ListEntitiesRequest { Kind = "person", PageSize = 1_001, Facet = "enterprise.nothing" }, cancellationToken: Token).ResponseAsync);

        var status = error.GetRpcStatus()!;
        Assert.Equal(
            ["kind", "facet", "page_size"],
            status.GetDetail<BadRequest>()!.FieldViolations.Select(violation => violation.Field));
        Assert.Equal("databus", status.GetDetail<ErrorInfo>()!.Domain);
        var texts = status.UnpackDetailMessages().OfType<LocalizedMessage>().ToDictionary(text => text.Locale, text => text.Message);
        Assert.DoesNotContain("must be", texts["zh-CN"], StringComparison.Ordinal);
        Assert.DoesNotContain("应为", texts["en"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_PartThatFails_IsInternalAndLoggedOnce()
    {
        await using var hub = await HubFixture.StartAsync(configure: services => services.Replace(ServiceDescriptor.Singleton<IFigures, FailingFigures>()));
        var operations = new OperationsService.OperationsServiceClient(hub.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(
            () => operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.Internal, error.StatusCode);
        Assert.DoesNotContain("secret", error.Status.Detail, StringComparison.Ordinal);
        var traceId = error.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Metadata["trace_id"];
        Assert.Contains(traceId, Assert.Single(hub.Log.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_LargerThanAllowed_IsResourceExhausted()
    {
        await using var hub = await HubFixture.StartAsync();
        var query = new QueryService.QueryServiceClient(hub.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(() => query.GetEntityAsync(
            new GetEntityRequest { Kind = "platform", Scheme = "local", Value = new string('x', 1024 * 1024 + 1) },
            cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Stop_WithAnOpenStream_EndsItUnavailableAtOnce()
    {
        await using var hub = await HubFixture.StartAsync();
        // The fixture closes its own channel with the hub, which would cancel the call before its end is read.
        using var channel = GrpcChannel.ForAddress(hub.Grpc);
        using var call = new DeliveryService.DeliveryServiceClient(channel).Subscribe(new SubscribeRequest { Now = true }, cancellationToken: Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));
        // Figures of the hub itself may still come.
        var toItsEnd = ReadOnAsync(call.ResponseStream);

        var stop = hub.StopAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => toItsEnd);
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        await stop.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Empty(hub.Log.Errors);
    }

    private static async Task ReadOnAsync(IAsyncStreamReader<SubscribeResponse> stream)
    {
        while (await stream.MoveNext(Token))
            continue;
    }

    [Fact]
    public async Task Cancel_ByTheReader_IsNoErrorOfTheHub()
    {
        await using var hub = await HubFixture.StartAsync();
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var call = new DeliveryService.DeliveryServiceClient(hub.Channel).Subscribe(new SubscribeRequest(), cancellationToken: cancelled.Token);
        Assert.True(await call.ResponseStream.MoveNext(Token));

        await cancelled.CancelAsync();
        await hub.StopAsync();

        Assert.Empty(hub.Log.Entries);
    }

    [Fact]
    public async Task Health_OfARunningHub_IsServingOnBothPorts()
    {
        await using var hub = await HubFixture.StartAsync();
        using var http = new HttpClient { BaseAddress = hub.Http };

        var answer = await new Health.HealthClient(hub.Channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Token);

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/live", UriKind.Relative), Token));
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Token));
    }

    [Fact]
    public async Task Metrics_OfARunningHub_TellHeadAndLag()
    {
        await using var hub = await HubFixture.StartAsync();
        using var http = new HttpClient { BaseAddress = hub.Http };

        var metrics = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Token);

        Assert.Contains("\ndatabus_head{", metrics, StringComparison.Ordinal);
        Assert.Contains("\ndatabus_views_lag{", metrics, StringComparison.Ordinal);
        Assert.Contains("\ndatabus_subscribers{", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_Query_AnswersAsJson()
    {
        await using var hub = await HubFixture.StartAsync();
        using var http = new HttpClient { BaseAddress = hub.Http };

        using var counts = JsonDocument.Parse(await http.GetStringAsync(new Uri("/v1/counts", UriKind.Relative), Token));
        var missing = await http.GetAsync(new Uri("/v1/entities/enterprise/uscc/91120112712847285B", UriKind.Relative), Token);
        var wrong = await http.GetAsync(new Uri("/v1/entities/enterprise/uscc/91120112712847285C", UriKind.Relative), Token);
        using var error = JsonDocument.Parse(await wrong.Content.ReadAsStringAsync(Token));

        Assert.Equal("0", counts.RootElement.GetProperty("enterprise").GetString());
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("INVALID_REQUEST", error.RootElement.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Caller_ThatNobodyKnows_IsUnauthenticated()
    {
        await using var hub = await HubFixture.StartAsync();
        var query = new QueryService.QueryServiceClient(hub.Channel);

        var error = await Assert.ThrowsAsync<RpcException>(() => query.CountEntitiesAsync(
            new CountEntitiesRequest(), new Metadata { { "databus-role", "root" } }, cancellationToken: Token).ResponseAsync);

        Assert.Equal(StatusCode.Unauthenticated, error.StatusCode);
    }

    private sealed class FailingFigures : IFigures
    {
        public ulong AsOf => throw new InvalidOperationException("secret");
    }
}
