using System.Net.ServerSentEvents;
using DataBus.V1;
using Grpc.Core;
using Mark = DataBus.V1.SubscribeResponse.MarkOneofCase;

namespace DataBus.Hub.Api;

/// <summary>Frames as server-sent events.</summary>
internal static class StreamEvents
{
    // A browser comes again by itself after so long.
    private static readonly TimeSpan _retry = TimeSpan.FromSeconds(2);

    /// <summary>A frame: its kind, its bookmark, and itself as JSON. That of a resync is empty: who comes again begins anew.</summary>
    public static SseItem<string> Of(SubscribeResponse frame, bool isFirst) => new(JsonAnswer.Of(frame), KindOf(frame.MarkCase))
    {
        EventId = frame.Bookmark.ToBase64(),
        ReconnectionInterval = isFirst ? _retry : null,
    };

    /// <summary>Why the stream ends. It has no id: the last bookmark stays good.</summary>
    public static SseItem<string> Of(RpcException fault) => new(JsonAnswer.Of(fault), "fault");

    private static string KindOf(Mark mark) => mark switch
    {
        Mark.None => "changes",
        Mark.SnapshotBegin => "snapshot_begin",
        Mark.SnapshotEnd => "snapshot_end",
        Mark.CaughtUp => "caught_up",
        Mark.FellBehind => "fell_behind",
        Mark.Progress => "progress",
        Mark.Resync => "resync",
        Mark.Notice => "notice",
        _ => throw new ArgumentOutOfRangeException(nameof(mark), mark, "A mark has its event."),
    };
}
