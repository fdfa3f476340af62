using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using DataBus.Hub.Access;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Api;

/// <summary>The stream of DeliveryService.Subscribe as server-sent events; what they look like is in docs/http.md.</summary>
internal sealed class EventStreamApi(DeliveryStreams streams, Faults faults, IHostApplicationLifetime lifetime)
{
    public const string Path = "/v1/stream";

    // What is refused before the first event is an answer in JSON; afterwards it is an event.
    public async Task ServeAsync(HttpContext call)
    {
        using var stopping = new StreamStop(call, lifetime);
        try
        {
            using var stream = streams.Open(StreamQuery.Read(call.Request), CallerIdentity.Of(call));
            call.Response.ContentType = "text/event-stream";
            call.Response.Headers.CacheControl = "no-store";
            await WriteAsync(call, EventsAsync(stream, stopping.Token), stopping.WriteToken);
        }
        catch (Exception cause)
        {
            await EndAsync(call, faults.Told(cause, Path, call, call.RequestAborted), stopping.WriteToken);
        }
    }

    private static Task WriteAsync(HttpContext call, IAsyncEnumerable<SseItem<string>> events, CancellationToken writeToken) =>
        SseFormatter.WriteAsync(events, call.Response.Body, writeToken);

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(
        DeliveryStream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isFirst = true;
        await foreach (var frame in stream.FramesAsync(cancellationToken))
        {
            yield return StreamEvents.Of(frame, isFirst);
            isFirst = false;
        }
    }

    private static async Task EndAsync(HttpContext call, RpcException fault, CancellationToken writeToken)
    {
        // Nobody reads any more, or a write was cut off in its middle.
        if (writeToken.IsCancellationRequested)
            call.Abort();
        else if (call.Response.HasStarted)
            await WriteAsync(call, new[] { StreamEvents.Of(fault) }.ToAsyncEnumerable(), writeToken);
        else
            await JsonAnswer.WriteAsync(call.Response, fault, writeToken);
    }
}
