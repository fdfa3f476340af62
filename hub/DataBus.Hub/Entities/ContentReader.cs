using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Entities;

/// <summary>One published change as it stands in the log.</summary>
/// <param name="Change">The change.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Run">The run that it came in.</param>
/// <param name="Record">The record that holds it.</param>
internal sealed record Content(Change Change, ulong Revision, Run Run, LogRecord Record);

/// <summary>Reads the change at a revision: finds its record and walks it, without building the other changes.</summary>
internal static class ContentReader
{
    /// <summary>The change at a revision; null if the revision is no change, or is not kept any more.</summary>
    public static Content? Read(IExchangeLog log, ulong revision) => RecordLayout.Of(log.Find(revision))?.Pick(revision);

    /// <summary>The changes at many revisions, given in ascending order; each record is fetched and walked once.</summary>
    /// <exception cref="InvalidOperationException">A revision is no change, or is not kept any more.</exception>
    public static IEnumerable<Content> ReadAll(IExchangeLog log, IEnumerable<ulong> ascending)
    {
        RecordLayout? layout = null;
        foreach (var revision in ascending)
        {
            if (layout is null || revision > layout.Record.LastRevision)
                layout = RecordLayout.Of(log.Find(revision));
            yield return layout?.Pick(revision) ?? throw new InvalidOperationException($"Revision {revision} is no change of this log.");
        }
    }

    /// <summary>The live contents under a key, of the facet kinds that are wanted, in the order of their revisions.</summary>
    public static IEnumerable<Content> LiveOf(IViewReader view, IExchangeLog log, Key key, Func<string, bool> facet) => ReadAll(
        log,
        view.Scan(AddressKey.EntityPrefix(key)).Where(slot => slot.Value.IsLive && facet(slot.Key.Facet)).Select(static slot => slot.Value.Revision).Order());

    /// <summary>What operators said about keys being one thing, with its revision, in a SOURCE record; none of another record.</summary>
    public static IEnumerable<(ulong Revision, SameAsSet Said)> WordsOf(LogRecord record) => record.Type != RecordType.Source
        ? []
        : SourceBody.Parser.ParseFrom(record.Body.Span).Entries
            .Select((entry, index) => (Revision: record.FirstRevision + (ulong)index, Said: entry.SameAs))
            .Where(static one => one.Said is not null);

    /// <summary>The changes of a record whose content is of a wanted kind, in order; none of a record that is no CHANGES record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="wanted">Told the field of <see cref="Change"/> that a change carries.</param>
    public static IEnumerable<Change> ChangesOf(LogRecord record, Func<int, bool> wanted) => RecordLayout.Of(record)?.Select(wanted) ?? [];
}
