using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Operations;

/// <summary>Checks one record of the log by itself: its body can be read and says as many revisions as its header.</summary>
internal static class RecordCheck
{
    /// <summary>What is wrong with a record; null if it is sound.</summary>
    public static string? Problem(LogRecord record)
    {
        try
        {
            var count = Count(record);
            if (count is null)
                return $"unknown record type {(byte)record.Type}";
            if (count != record.Count)
                return $"the header counts {record.Count} revisions, the body {count}";
            return null;
        }
        catch (InvalidProtocolBufferException e)
        {
            return $"the body cannot be read: {e.Message}";
        }
    }

    // log.proto says of each body what takes a revision.
    private static int? Count(LogRecord record)
    {
        var body = record.Body.Span;
        switch (record.Type)
        {
            case RecordType.Changes:
                return ChangesBody.Parser.ParseFrom(body).Changes.Count;
            case RecordType.Held:
                return HeldBody.Parser.ParseFrom(body).Held.Count;
            case RecordType.Desk:
                return DeskBody.Parser.ParseFrom(body).Acts.Count;
            case RecordType.Source:
                var source = SourceBody.Parser.ParseFrom(body);
                return source.Entries.Count + source.Runs.Count;
            default:
                return null;
        }
    }
}
