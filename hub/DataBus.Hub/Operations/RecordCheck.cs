using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.Collections;

namespace DataBus.Hub.Operations;

/// <summary>Checks one record of the log by itself: its body can be read, says as many revisions as its header, and its runs cover them.</summary>
internal static class RecordCheck
{
    /// <summary>Demands that a record is sound.</summary>
    /// <exception cref="HubException">DATA_LOSS, with its revision and what is wrong.</exception>
    public static void Demand(LogRecord record)
    {
        try
        {
            DemandCount(record);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw LogDamage.At(record.FirstRevision, $"内容无法解析:{e.Message}", $"the body cannot be read: {e.Message}");
        }
    }

    // log.proto says of each body what takes a revision.
    private static void DemandCount(LogRecord record)
    {
        var body = record.Body.Span;
        switch (record.Type)
        {
            case RecordType.Changes:
                var changes = ChangesBody.Parser.ParseFrom(body);
                if (record.IsSparse)
                {
                    DemandSparse(record, changes);
                    break;
                }
                DemandCount(record, changes.Changes.Count);
                DemandRuns(record, changes.Runs);
                break;
            case RecordType.Checkpoint:
                DemandCount(record, CheckpointBody.Parser.ParseFrom(body).EntryCase == CheckpointBody.EntryOneofCase.None ? 0 : 1);
                break;
            case RecordType.Erase:
                DemandCount(record, EraseBody.Parser.ParseFrom(body).EntryCase == EraseBody.EntryOneofCase.None ? 0 : 1);
                break;
            case RecordType.Held:
                var held = HeldBody.Parser.ParseFrom(body);
                DemandCount(record, held.Held.Count);
                DemandRuns(record, held.Runs);
                break;
            case RecordType.Desk:
                DemandCount(record, DeskBody.Parser.ParseFrom(body).Acts.Count);
                break;
            case RecordType.Source:
                var source = SourceBody.Parser.ParseFrom(body);
                DemandCount(record, source.Entries.Count + source.Runs.Count);
                break;
            default:
                var type = (byte)record.Type;
                throw LogDamage.At(record.FirstRevision, $"未知的记录类型 {type}", $"unknown record type {type}");
        }
    }

    private static void DemandCount(LogRecord record, int count)
    {
        if (count != record.Count)
        {
            throw LogDamage.At(
                record.FirstRevision,
                $"记录头为 {record.Count} 个修订号,内容为 {count} 个",
                $"the header counts {record.Count} revisions, the body {count}");
        }
    }

    private static void DemandRuns(LogRecord record, RepeatedField<Run> runs)
    {
        var next = record.FirstRevision;
        foreach (var run in runs)
        {
            if (run.FirstRevision == next)
                next += run.Count;
        }
        if (next != record.LastRevision + 1)
            throw LogDamage.At(record.FirstRevision, "批次段没有覆盖全部修订号", "its runs do not cover its revisions");
    }

    // What a trim left: fewer changes than revisions, each where its run says, in order.
    private static void DemandSparse(LogRecord record, ChangesBody body)
    {
        var last = record.FirstRevision - 1;
        if (body.Runs.Sum(static run => (long)run.ChangeCount) != body.Changes.Count || body.Changes.Count >= record.Count)
            throw LogDamage.At(record.FirstRevision, "批次段与内容条数不符", "its runs do not number its changes");
        foreach (var (revision, _, run) in NumberedChanges.Of(body))
        {
            if (revision <= last || revision > record.LastRevision || revision < run.FirstRevision || revision - run.FirstRevision >= run.Count)
                throw LogDamage.At(record.FirstRevision, "批次段超出其修订号", "its runs number changes that are not its own");
            last = revision;
        }
    }
}
