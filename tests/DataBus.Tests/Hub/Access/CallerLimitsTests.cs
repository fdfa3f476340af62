using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using DataBus.Hub;
using DataBus.Hub.Access;
using DataBus.V1;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace DataBus.Tests.Hub.Access;

/// <summary>One caller cannot take what the others need, and is told when to come again.</summary>
public sealed class CallerLimitsTests : IAsyncLifetime
{
    private HubFixture _hub = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DeliveryService.DeliveryServiceClient Delivery => new(_hub.Channel);

    public async ValueTask InitializeAsync() => _hub = await HubFixture.StartAsync(configure: static services => services.Replace(
        ServiceDescriptor.Singleton(new CallerLimits(new LimitOptions { CallsPerSecond = 10, Burst = 20, Streams = 2 }))));

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Subscribe_MoreStreamsThanOneCallerMayHave_IsRefusedUntilOneEnds()
    {
        using var first = await OpenAsync("app");
        using var second = await OpenAsync("app");

        var refused = await Assert.ThrowsAsync<RpcException>(() => OpenAsync("app"));
        using var others = await OpenAsync("other");
        first.Dispose();

        Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_STREAMS"), (refused.StatusCode, ReasonOf(refused)));
        Assert.True(refused.GetRpcStatus()!.GetDetail<Google.Rpc.RetryInfo>()!.RetryDelay.ToTimeSpan() > TimeSpan.Zero);
        // The hub notices the end a moment later.
        while (await TryOpenAsync("app") is not { } freed)
            await Task.Delay(100, Token);
    }

    [Fact]
    public async Task Call_FasterThanTheRate_IsRefusedWithWhenToComeAgain()
    {
        var governance = new GovernanceService.GovernanceServiceClient(_hub.Channel);
        async Task<RpcException?> CallAsync()
        {
            try
            {
                _ = await governance.ListCodesAsync(new ListCodesRequest { Table = "tier_code" }, HubFixture.Caller(actor: "hasty"), cancellationToken: Token);
                return null;
            }
            catch (RpcException refused)
            {
                return refused;
            }
        }

        // Sent at once: so many that the bucket cannot fill up again meanwhile.
        var answers = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => CallAsync()));

        Assert.True(answers.Count(static answer => answer is null) >= 20);
        var refused = answers.OfType<RpcException>().ToArray();
        Assert.NotEmpty(refused);
        Assert.All(refused, static one => Assert.Equal((StatusCode.ResourceExhausted, "TOO_MANY_CALLS"), (one.StatusCode, ReasonOf(one))));
        Assert.NotNull(refused[0].GetRpcStatus()!.GetDetail<Google.Rpc.RetryInfo>()!.RetryDelay);
    }

    [Fact]
    public async Task Call_BombOfZeros_IsRefusedBeforeItIsUnpacked()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
                await gzip.WriteAsync(zeros, Token);
        }
        var body = new byte[5 + packed.Length];
        body[0] = 1;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(body.AsSpan(1), (uint)packed.Length);
        packed.ToArray().CopyTo(body, 5);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_hub.Grpc, "/databus.v1.QueryService/GetEntity"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.Add("grpc-encoding", "gzip");
        request.Headers.Add("te", "trailers");

        var before = GC.GetTotalAllocatedBytes();
        using var answer = await client.SendAsync(request, Token);
        var status = answer.Headers.Concat(answer.TrailingHeaders).Single(static header => header.Key == "grpc-status").Value.Single();

        Assert.Equal((int)StatusCode.ResourceExhausted, int.Parse(status, CultureInfo.InvariantCulture));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100 << 20);
    }

    [Fact]
    public void Create_LimitsOutOfRange_AreNamed()
    {
        var wrong = new LimitOptions { Streams = 0, Connections = 1, Burst = -1, CallsPerSecond = 2_000_000 };

        Assert.Equal(4, wrong.Problems().Count(static problem => problem is not null));
        Assert.Contains("Hub:Limits:Streams", string.Join(' ', wrong.Problems()), StringComparison.Ordinal);
        Assert.True(new HubOptionsValidator().Validate(null, new HubOptions { Limits = wrong, Data = Path.GetTempPath() }) is { Failed: true } result
            && result.FailureMessage.Contains("Hub:Limits:Burst", StringComparison.Ordinal));
    }

    private static string ReasonOf(RpcException refused) => refused.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason;

    private async Task<AsyncServerStreamingCall<SubscribeResponse>> OpenAsync(string actor)
    {
        var stream = Delivery.Subscribe(new SubscribeRequest(), HubFixture.Caller(actor: actor), cancellationToken: Token);
        Assert.True(await stream.ResponseStream.MoveNext(Token));
        return stream;
    }

    private async Task<AsyncServerStreamingCall<SubscribeResponse>?> TryOpenAsync(string actor)
    {
        try
        {
            return await OpenAsync(actor);
        }
        catch (RpcException refused) when (refused.StatusCode == StatusCode.ResourceExhausted)
        {
            return null;
        }
    }
}
