using System.Runtime.CompilerServices;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Delivery;

/// <summary>Puts the changes of records into a frame.</summary>
internal static class FrameBuilder
{
    // A record that many readers share is parsed once for all of them; nobody may change what is in it.
    private static readonly ConditionalWeakTable<LogRecord, ChangesBody> _parsed = [];

    /// <summary>Adds a record's changes to a frame as they are.</summary>
    public static void AddAll(SubscribeResponse frame, LogRecord record)
    {
        var body = Parsed(record);
        frame.Changes.AddRange(body.Changes);
        frame.Runs.AddRange(body.Runs);
    }

    /// <summary>Adds those of a record's changes that are kept; their runs become sparse.</summary>
    public static void AddSome(SubscribeResponse frame, LogRecord record, Func<Run, ulong, Change, bool> keeps)
    {
        var body = Parsed(record);
        var next = 0;
        foreach (var run in body.Runs)
        {
            var kept = new List<ulong>();
            var count = run.Revisions.Count > 0 ? run.Revisions.Count : (int)run.Count;
            for (var i = 0; i < count; i++)
            {
                var change = body.Changes[next++];
                var revision = run.Revisions.Count > 0 ? run.Revisions[i] : run.FirstRevision + (ulong)i;
                if (!keeps(run, revision, change))
                    continue;
                kept.Add(revision);
                frame.Changes.Add(change);
            }
            AddRun(frame, run, kept, count);
        }
    }

    private static void AddRun(SubscribeResponse frame, Run run, List<ulong> kept, int count)
    {
        if (kept.Count == 0)
            return;
        if (kept.Count < count)
        {
            run = run.Clone();
            run.Revisions.Clear();
            run.Revisions.Add(kept);
        }
        frame.Runs.Add(run);
    }

    private static ChangesBody Parsed(LogRecord record) => _parsed.GetValue(record, static one => ChangesBody.Parser.ParseFrom(one.Body.Span));
}
