using DataBus.Tests.Hub.Rules;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Tests.Hub.Api;

/// <summary>Follows the hub by a durable name, and acknowledges, as apps do.</summary>
internal static class NamedCalls
{
    public const string Platforms = "science.platforms";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens a stream of a name.</summary>
    public static AsyncServerStreamingCall<SubscribeResponse> Open(this HubFixture hub, SubscribeRequest request, string actor = "app") =>
        new DeliveryService.DeliveryServiceClient(hub.Channel).Subscribe(request, HubFixture.Caller(actor: actor), cancellationToken: Token);

    /// <summary>Reads frames up to the one at the head.</summary>
    public static async Task<List<SubscribeResponse>> ReadToHeadAsync(this AsyncServerStreamingCall<SubscribeResponse> call)
    {
        var frames = new List<SubscribeResponse>();
        while (await call.ResponseStream.MoveNext(Token))
        {
            frames.Add(call.ResponseStream.Current);
            if (frames[^1].MarkCase == SubscribeResponse.MarkOneofCase.CaughtUp)
                break;
        }
        return frames;
    }

    /// <summary>Reads until the stream ends.</summary>
    public static async Task ReadToEndAsync(this AsyncServerStreamingCall<SubscribeResponse> call)
    {
        while (await call.ResponseStream.MoveNext(Token))
        {
            // Whatever comes before the end.
        }
    }

    /// <summary>Reads frames by a name up to the head, and closes the stream.</summary>
    public static async Task<List<SubscribeResponse>> ReadAsync(this HubFixture hub, SubscribeRequest request, string actor = "app")
    {
        using var call = hub.Open(request, actor);
        return await call.ReadToHeadAsync();
    }

    public static ReaderService.ReaderServiceClient Readers(this HubFixture hub) => new(hub.Channel);

    public static async Task<AcknowledgeResponse> AcknowledgeAsync(this HubFixture hub, string name, ByteString bookmark, string actor = "app") =>
        await hub.Readers().AcknowledgeAsync(
            new AcknowledgeRequest { Name = name, Bookmark = bookmark }, HubFixture.Caller(actor: actor), cancellationToken: Token);

    /// <summary>How a name stands, as operators see it.</summary>
    public static async Task<ReaderState> ReaderAsync(this HubFixture hub, string name)
    {
        var all = await hub.Readers().ListReadersAsync(new ListReadersRequest(), HubFixture.Caller(isOperator: true), cancellationToken: Token);
        return all.Readers.Single(reader => reader.Name == name);
    }

    public static IEnumerable<string> Names(IEnumerable<SubscribeResponse> frames) =>
        frames.SelectMany(frame => frame.Changes).Select(change => change.PlatformProfile.Name);

    /// <summary>A platform with a number and a name.</summary>
    public static Change Platform(int number, string name)
    {
        var change = Sound.Of(Sound.Platform);
        change.Key.Value = $"{Platforms}:{number}";
        change.PlatformProfile.Name = name;
        return change;
    }
}
