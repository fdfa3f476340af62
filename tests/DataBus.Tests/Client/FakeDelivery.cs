using System.Collections.Concurrent;
using DataBus.V1;
using Google.Protobuf;
using Grpc.Core;

namespace DataBus.Tests.Client;

/// <summary>Plays one script a call; a call beyond the last script is answered UNAVAILABLE.</summary>
internal sealed class FakeDelivery : DeliveryService.DeliveryServiceBase
{
    public ConcurrentQueue<Func<IServerStreamWriter<SubscribeResponse>, ServerCallContext, Task>> Scripts { get; } = new();

    public ConcurrentQueue<SubscribeRequest> Requests { get; } = new();

    /// <summary>A script that sends frames and then breaks off, or stays silent.</summary>
    public void Play(StatusCode? end, params SubscribeResponse[] frames) => Scripts.Enqueue(async (stream, context) =>
    {
        foreach (var frame in frames)
            await stream.WriteAsync(frame, context.CancellationToken);
        if (end is { } code && code != StatusCode.OK)
            throw new RpcException(new Status(code, $"The script ends with {code}."));
        if (end is null)
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
    });

    public override async Task Subscribe(
        SubscribeRequest request, IServerStreamWriter<SubscribeResponse> responseStream, ServerCallContext context)
    {
        Requests.Enqueue(request);
        if (!Scripts.TryDequeue(out var script))
            throw new RpcException(new Status(StatusCode.Unavailable, "No script is left."));
        await script(responseStream, context);
    }

    /// <summary>A frame with one platform at each revision from first to last; its bookmark says the last.</summary>
    public static SubscribeResponse Platforms(ulong first, ulong last)
    {
        var frame = Frame(first, last);
        for (var revision = first; revision <= last; revision++)
        {
            var key = new Key { Kind = Kind.Platform, Scheme = "local", Value = $"science.platforms:{revision}" };
            frame.Changes.Add(new Change { Key = key, PlatformProfile = new PlatformProfile { Kind = "pilot" } });
        }
        frame.Runs.Add(new Run { FirstRevision = first, Count = (uint)frame.Changes.Count, Source = "science.platforms" });
        return frame;
    }

    /// <summary>A frame without changes.</summary>
    public static SubscribeResponse Frame(ulong first, ulong last) =>
        new() { FirstRevision = first, LastRevision = last, Bookmark = ByteString.CopyFromUtf8($"after {last}") };
}
