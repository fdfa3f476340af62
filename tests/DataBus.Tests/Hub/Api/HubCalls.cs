using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Tests.Hub.Api;

/// <summary>Pushes small things and reads streams, as callers do.</summary>
internal static class HubCalls
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Pushes changes of a source, each with a raw row.</summary>
    public static async Task<PushOnceResponse> PushAsync(this HubFixture hub, string source, params Change[] changes)
    {
        var request = new PushOnceRequest { Source = source, Holder = "test" };
        request.Items.Add(changes.Select((change, index) => new PushItem
        {
            Change = change,
            Row = (ulong)index + 1,
            Raw = ByteString.CopyFromUtf8($"{{\"row\":{index + 1}}}"),
        }));
        return await new IntakeService.IntakeServiceClient(hub.Channel)
            .PushOnceAsync(request, HubFixture.Caller(source: source), cancellationToken: Token);
    }

    /// <summary>Reads frames until one has the mark.</summary>
    public static async Task<List<SubscribeResponse>> FollowAsync(
        this HubFixture hub, SubscribeRequest request, SubscribeResponse.MarkOneofCase until)
    {
        using var call = new DeliveryService.DeliveryServiceClient(hub.Channel)
            .Subscribe(request, HubFixture.Caller(isOperator: true), cancellationToken: Token);
        var frames = new List<SubscribeResponse>();
        while (await call.ResponseStream.MoveNext(Token))
        {
            frames.Add(call.ResponseStream.Current);
            if (frames[^1].MarkCase == until)
                break;
        }
        return frames;
    }
}
