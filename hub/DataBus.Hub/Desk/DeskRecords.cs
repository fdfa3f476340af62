using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Desk;

/// <summary>What records of the log say about failed pushes.</summary>
internal static class DeskRecords
{
    private const int PageBytes = 1024 * 1024;

    /// <summary>Ids of the failed pushes that a record makes or changes, in order; one may come several times.</summary>
    public static IEnumerable<ulong> Touched(LogRecord record) => record.Type switch
    {
        RecordType.Held => Enumerable.Range(0, (int)record.Count).Select(i => record.FirstRevision + (ulong)i),
        // Id 0: an entry about a job.
        RecordType.Desk => DeskBody.Parser.ParseFrom(record.Body.Span).Acts.Select(static act => act.Id).Where(static id => id > 0),
        RecordType.Erase => EraseBody.Parser.ParseFrom(record.Body.Span).Decided?.Failed.AsEnumerable() ?? [],
        _ => [],
    };

    /// <summary>Ids of the failed pushes that were made or changed above one revision and up to another, at which a record ends.</summary>
    public static IEnumerable<ulong> Touched(IExchangeLog log, ulong after, ulong until)
    {
        while (after < until)
        {
            foreach (var record in log.Read(after, PageBytes).TakeWhile(record => record.LastRevision <= until))
            {
                foreach (var id in Touched(record))
                    yield return id;
                after = record.LastRevision;
            }
        }
    }
}
