using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Delivery;

/// <summary>Finds revisions by the times at which they were committed. The hub's clock rises; where it was set back, one of the places is found.</summary>
internal static class CommitTimes
{
    private const int PageBytes = 1;

    /// <summary>The first revision committed at or after a time; the one behind the head if there is none. And whether no kept one is older.</summary>
    public static (ulong Revision, bool IsOldest) FirstAtOrAfter(Timestamp from, IExchangeLog log)
    {
        var (low, high) = (log.Floor, log.Head + 1);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (last, times) = NextTimed(middle, log);
            if (times.Count == 0 || times[^1].At >= from)
                high = middle;
            else
                low = last + 1;
        }
        var found = NextTimed(low, log).Times;
        var first = found.Where(one => one.At >= from).Select(static one => one.Revision).FirstOrDefault(low);
        return (first, low == log.Floor && (found.Count == 0 || found[0].Revision == first));
    }

    // The times of the record that covers a revision; if it has none, of the next that has.
    private static (ulong Last, IReadOnlyList<(ulong Revision, Timestamp At)> Times) NextTimed(ulong revision, IExchangeLog log)
    {
        for (var after = revision - 1; log.Read(after, PageBytes) is { Count: > 0 } page; after = page[^1].LastRevision)
        {
            if (page[0] is var record && Of(record) is { Count: > 0 } times)
                return (record.LastRevision, times);
        }
        return (log.Head, []);
    }

    private static List<(ulong Revision, Timestamp At)> Of(LogRecord record) => record.Type switch
    {
        RecordType.Changes => [.. OfRuns(ChangesBody.Parser.ParseFrom(record.Body.Span).Runs)],
        RecordType.Held => [.. OfRuns(HeldBody.Parser.ParseFrom(record.Body.Span).Runs)],
        RecordType.Desk => [.. OfEntries(record, DeskBody.Parser.ParseFrom(record.Body.Span).Acts.Select(static act => act.At))],
        RecordType.Source => OfSource(record, SourceBody.Parser.ParseFrom(record.Body.Span)),
        _ => [],
    };

    private static List<(ulong Revision, Timestamp At)> OfSource(LogRecord record, SourceBody body) =>
        [.. OfEntries(record, body.Entries.Select(static entry => entry.At)), .. OfRuns(body.Runs)];

    private static IEnumerable<(ulong Revision, Timestamp At)> OfRuns(IEnumerable<Run> runs) => runs
        .Where(static run => run.CommittedAt is not null)
        .Select(static run => (run.RevisionOf(0), run.CommittedAt));

    private static IEnumerable<(ulong Revision, Timestamp At)> OfEntries(LogRecord record, IEnumerable<Timestamp?> times) => times
        .Select((at, index) => (Revision: record.FirstRevision + (ulong)index, At: at))
        .Where(static one => one.At is not null)
        .Select(static one => (one.Revision, one.At!));
}
