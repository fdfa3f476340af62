using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Delivery;

/// <summary>Puts the changes of records into a frame.</summary>
internal static class FrameBuilder
{
    /// <summary>Adds a record's changes to a frame as they are.</summary>
    public static void AddAll(SubscribeResponse frame, LogRecord record)
    {
        var body = ParsedRecords.Of(record);
        frame.Changes.AddRange(body.Changes);
        frame.Runs.AddRange(body.Runs);
    }

    /// <summary>Adds those of a record's changes that are shown, as they are shown; their runs become sparse.</summary>
    public static void AddSome(SubscribeResponse frame, LogRecord record, Func<Run, ulong, Change, Change?> shown)
    {
        var body = ParsedRecords.Of(record);
        var next = 0;
        foreach (var run in body.Runs)
        {
            var kept = new List<ulong>();
            for (var i = 0; i < run.ChangeCount; i++)
            {
                var change = body.Changes[next++];
                var revision = run.RevisionOf(i);
                if (shown(run, revision, change) is not { } seen)
                    continue;
                kept.Add(revision);
                frame.Changes.Add(seen);
            }
            if (kept.Count > 0)
                frame.Runs.Add(run.Only(kept));
        }
    }
}
