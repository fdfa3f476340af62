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
            var count = CountOf(run);
            for (var i = 0; i < count; i++)
                yield return (RevisionOf(run, i), body.Changes[next++], run);
        }
    }

    /// <summary>How many changes of a run are in the record.</summary>
    public static int CountOf(Run run) => run.Revisions.Count > 0 ? run.Revisions.Count : (int)run.Count;

    /// <summary>The revision of a run's change.</summary>
    public static ulong RevisionOf(Run run, int index) => run.Revisions.Count > 0 ? run.Revisions[index] : run.FirstRevision + (ulong)index;
}
