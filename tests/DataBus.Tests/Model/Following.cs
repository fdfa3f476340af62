using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Tests.Model;

/// <summary>A reader that follows the log as an application does: content replaces, a tombstone removes, a mark marks.</summary>
internal sealed class Following
{
    private const int PageBytes = 64 * 1024;

    private readonly Dictionary<(Address Address, string EventId), (Change Change, ulong Revision, string Source)> _contents = [];
    private readonly Dictionary<Address, (ulong Revision, string Source)> _pending = [];

    /// <summary>Its set.</summary>
    public IReadOnlyDictionary<(Address Address, string EventId), (Change Change, ulong Revision, string Source)> Contents => _contents;

    /// <summary>Addresses of which a newer version waits.</summary>
    public IReadOnlyDictionary<Address, (ulong Revision, string Source)> Pending => _pending;

    /// <summary>How many of the delivered contents a later one superseded wrongly, by what the hub says in <c>replaces</c>.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Reads the log up to a revision.</summary>
    public void ReadAll(IExchangeLog log, ulong until = ulong.MaxValue)
    {
        ulong read = 0;
        while (read < until && log.Read(read, PageBytes) is { Count: > 0 } page)
        {
            var bodies = page.Where(record => record.Type == RecordType.Changes && record.LastRevision <= until)
                .Select(record => ChangesBody.Parser.ParseFrom(record.Body.Span));
            foreach (var body in bodies)
                Apply(body.Changes, body.Runs, log.Floor);
            read = page[^1].LastRevision;
        }
    }

    private void Apply(IReadOnlyList<Change> changes, IReadOnlyList<Run> runs, ulong floor)
    {
        var index = 0;
        foreach (var run in runs)
        {
            var count = run.Revisions.Count > 0 ? run.Revisions.Count : (int)run.Count;
            for (var i = 0; i < count && index < changes.Count; i++)
                Apply(changes[index++], run.Revisions.Count > 0 ? run.Revisions[i] : run.FirstRevision + (ulong)i, run.Source, floor);
        }

        if (index != changes.Count)
            Problems.Add($"{runs.Count} runs from {(runs.Count == 0 ? 0 : runs[0].FirstRevision)} on cover {index} of {changes.Count} changes.");
    }

    // Below the floor not every step is there, so that a change need not replace what the reader has.
    private void Apply(Change change, ulong revision, string source, ulong floor)
    {
        var address = Addresses.Of(change)!;
        if (change.Pending is { } pending)
        {
            if (pending.Ended)
                _ = _pending.Remove(address);
            else
                _pending[address] = (revision, source);
            return;
        }

        var place = (address, Addresses.EventIdOf(change));
        var replaced = _contents.TryGetValue(place, out var before) ? before.Revision : 0;
        if (revision >= floor && replaced != 0 && change.Hub?.Replaces != replaced)
            Problems.Add($"{revision} replaces {change.Hub?.Replaces ?? 0}; the reader has {replaced}.");
        if (change.Hub?.EndsPending is > 0 and var ended && (!_pending.Remove(address, out var mark) || mark.Revision != ended) && revision >= floor)
            Problems.Add($"{revision} ends the mark {ended}, which the reader has not.");

        if (change.Tombstone is null)
            _contents[place] = (change, revision, source);
        else
            _ = _contents.Remove(place);
    }
}
