using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>The changes of a CHANGES record, each with its revision and its run; a sparse record has not all that it covers.</summary>
internal static class NumberedChanges
{
    /// <summary>In the order of their revisions.</summary>
    public static IEnumerable<(ulong Revision, Change Change, Run Run)> Of(LogRecord record) => Of(ChangesBody.Parser.ParseFrom(record.Body.Span));

    /// <summary>In the order of their revisions.</summary>
    public static IEnumerable<(ulong Revision, Change Change, Run Run)> Of(ChangesBody body)
    {
        var next = 0;
        foreach (var run in body.Runs)
        {
            for (var i = 0; i < run.ChangeCount; i++)
                yield return (run.RevisionOf(i), body.Changes[next++], run);
        }
    }
}
