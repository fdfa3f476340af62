using System.Net;
using DataBus.Cli;
using DataBus.Client;
using DataBus.Hub.Log;
using DataBus.Tests.Hub.Api;
using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Rpc;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace DataBus.Tests.Hub.Delivery;

/// <summary>After a restore nothing goes out before an operator says so, and everybody is told why.</summary>
public sealed class DeliveryGateTests : IAsyncLifetime
{
    private const string Source = "science.platforms";

    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Metadata Reader => HubFixture.Caller();

    private static Metadata Operator => HubFixture.Caller(isOperator: true, actor: "王**");

    private OperationsService.OperationsServiceClient Operations => new(_hub.Channel);

    private QueryService.QueryServiceClient Query => new(_hub.Channel);

    public async ValueTask InitializeAsync()
    {
        _hub = await HubFixture.StartAsync();
        _ = await _hub.PushAsync(Source, Platform(1));
    }

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Subscribe_FirstEpoch_IsOpen()
    {
        Assert.Null((await Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Token)).Closed);
        Assert.Equal("DELIVERY_NOT_CLOSED", ReasonOf(await RefusedAsync(() => OpenAsync("无需"))));
        Assert.Null(await SubscribeAsync());
    }

    [Fact]
    public async Task Digest_AfterARestore_IsRefused()
    {
        await RestoreAsync();

        var digest = await RefusedAsync(() => new DigestService.DigestServiceClient(_hub.Channel)
            .GetDigestAsync(new GetDigestRequest { Scope = new DigestScope { Kind = "platform" } }, Reader, cancellationToken: Token));

        Assert.Equal("DELIVERY_CLOSED", ReasonOf(digest));
    }

    [Fact]
    public async Task Read_AfterARestore_IsRefusedForReadersAndForNobodyElse()
    {
        await RestoreAsync();

        var stream = (await SubscribeAsync())!;
        var query = await RefusedAsync(() => Query.CountEntitiesAsync(new CountEntitiesRequest(), Reader, cancellationToken: Token));

        Assert.Equal((StatusCode.Unavailable, "DELIVERY_CLOSED"), (stream.StatusCode, ReasonOf(stream)));
        Assert.Equal(TimeSpan.FromSeconds(10), stream.GetRpcStatus()!.GetDetail<RetryInfo>()!.RetryDelay.ToTimeSpan());
        Assert.Contains("授权与擦除", stream.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("databus delivery open", stream.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("DELIVERY_CLOSED", ReasonOf(query));
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri(_hub.Http, "/v1/indicators"), Token)).StatusCode);
        using var events = await http.GetAsync(new Uri(_hub.Http, "/v1/stream?kinds=platform"), HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, events.StatusCode);
        Assert.Contains("DELIVERY_CLOSED", await events.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        // A closed hub is well: nobody is to restart it.
        var health = await new Health.HealthClient(_hub.Channel).CheckAsync(new HealthCheckRequest(), cancellationToken: Token);
        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        _ = await Query.CountEntitiesAsync(new CountEntitiesRequest(), Operator, cancellationToken: Token);
        _ = await _hub.FollowAsync(new SubscribeRequest { Snapshot = true }, SubscribeResponse.MarkOneofCase.CaughtUp);
        Assert.Equal(1ul, (await _hub.PushAsync(Source, Platform(2))).Tallies.Accepted);
    }

    [Fact]
    public async Task GetStatus_AfterARestore_SaysSinceWhenAndWhy()
    {
        await RestoreAsync();

        var status = await Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Token);

        Assert.Equal("restored", status.Closed.Cause);
        Assert.Equal(DateTimeOffset.UnixEpoch, status.Closed.BackupMadeAt.ToDateTimeOffset());
        Assert.True(status.Closed.Revision > 1 && status.Closed.Since is not null, status.ToString());
        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(["status", "--hub", _hub.Grpc.ToString()]));
    }

    [Fact]
    public async Task OpenDelivery_Operator_OpensForGoodAndIsInTheLog()
    {
        await RestoreAsync();

        var opened = await OpenAsync("授权已核对");

        Assert.Null(await SubscribeAsync());
        var body = SourceBody.Parser.ParseFrom(_hub.Services.GetRequiredService<IExchangeLog>().Find(opened.Revision)!.Body.Span);
        Assert.Equal(new DeliveryOpened { Actor = "王**", Reason = "授权已核对" }, Assert.Single(body.Entries).Delivery);
        await _hub.RestartAsync();
        Assert.Null(await SubscribeAsync());
        Assert.Equal("DELIVERY_NOT_CLOSED", ReasonOf(await RefusedAsync(() => OpenAsync("再来"))));
    }

    [Fact]
    public async Task OpenDelivery_WithoutReasonOrByAReader_IsRefusedAndStaysClosed()
    {
        await RestoreAsync();

        var unreasoned = await RefusedAsync(() => OpenAsync(""));
        var reader = await RefusedAsync(
            () => Operations.OpenDeliveryAsync(new OpenDeliveryRequest { Reason = "想看" }, Reader, cancellationToken: Token));

        Assert.Equal(StatusCode.InvalidArgument, unreasoned.StatusCode);
        Assert.Equal("ROLE_DENIED", ReasonOf(reader));
        Assert.NotNull(await SubscribeAsync());
        Assert.Equal(ExitCodes.Ok, await CliApplication.RunAsync(["delivery", "open", "--reason", "核对过", "--hub", _hub.Grpc.ToString()]));
        Assert.Null(await SubscribeAsync());
    }

    // An application of ours waits, says why, and goes on by itself.
    [Fact]
    public async Task SubscribeAsync_WhileClosed_WaitsSayingWhyAndGoesOnWhenOpened()
    {
        await RestoreAsync();
        var time = new FakeTimeProvider();
        using var log = new RecordingLoggerProvider();
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(log));
        using var client = new DataBusClient(
            Options.Create(new DataBusOptions { Hub = _hub.Grpc.ToString() }), time, loggers.CreateLogger<DataBusClient>());
        await using var deliveries = client.SubscribeAsync(new Subscription { Kinds = [Kind.Platform] }, Token).GetAsyncEnumerator(Token);
        var next = deliveries.MoveNextAsync().AsTask();
        while (!log.Entries.Any(entry => entry.Contains("delivery is closed", StringComparison.Ordinal)))
            await Task.Yield();
        Assert.False(next.IsCompleted);

        _ = await OpenAsync("核对过");

        while (!next.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(await next);
        Assert.Equal(DeliveryKind.SnapshotBegin, deliveries.Current.Kind);
    }

    private async Task RestoreAsync()
    {
        await _hub.StopAsync();
        new RestoredMark(true, "", 1, DateTimeOffset.UnixEpoch).Write(_hub.Data);
        await _hub.OpenAsync();
    }

    private Task<OpenDeliveryResponse> OpenAsync(string reason) =>
        Operations.OpenDeliveryAsync(new OpenDeliveryRequest { Reason = reason }, Operator, cancellationToken: Token).ResponseAsync;

    // Why a reader is refused; null if it is not.
    private async Task<RpcException?> SubscribeAsync()
    {
        using var call = new DeliveryService.DeliveryServiceClient(_hub.Channel)
            .Subscribe(new SubscribeRequest { Snapshot = true, Kinds = { Kind.Platform } }, Reader, cancellationToken: Token);
        try
        {
            Assert.True(await call.ResponseStream.MoveNext(Token));
            return null;
        }
        catch (RpcException refused)
        {
            return refused;
        }
    }

    private static Task<RpcException> RefusedAsync<T>(Func<AsyncUnaryCall<T>> call) =>
        Assert.ThrowsAsync<RpcException>(async () => await call());

    private static Task<RpcException> RefusedAsync<T>(Func<Task<T>> call) => Assert.ThrowsAsync<RpcException>(call);

    private static string? ReasonOf(RpcException refused) => refused.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason;

    private static Change Platform(int number)
    {
        var change = Sound.Of(Sound.Platform);
        change.Key.Value = $"{Source}:{number}";
        return change;
    }
}
