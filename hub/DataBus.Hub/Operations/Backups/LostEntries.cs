using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Operations.Backups;

/// <summary>What the log of the directory that is given up has behind the end of a backup: with the backup, that is lost.</summary>
/// <param name="Head">Last revision of that log.</param>
/// <param name="Sources">What was pushed, in the order of the sources' names: their adapters offer it again, small callers must.</param>
/// <param name="Acts">What people did, oldest first: nobody does it again by himself.</param>
internal sealed record LostEntries(ulong Head, IReadOnlyList<LostPushes> Sources, IReadOnlyList<LostAct> Acts)
{
    /// <summary>Reads it; not a byte of the directory is changed.</summary>
    /// <exception cref="HubException">NO_OLD_LOG; OTHER_HISTORY: the backup is not of this log; DATA_LOSS: it cannot be read.</exception>
    public static LostEntries Read(string old, BackupManifest manifest)
    {
        using var log = ClosedLog.Open(old) ?? throw BackupRefusals.NoOldLog(old);
        var head = LogTail.Read(log.Database, log.Family).Head;
        if (log.Reader.Find(manifest.Head) is not { } last || last.LastRevision != manifest.Head || Convert.ToHexStringLower(last.Chain.Span) != manifest.Chain)
            throw BackupRefusals.OtherHistory(old, manifest.Head);

        var pushes = new SortedDictionary<string, LostPushes>(StringComparer.Ordinal);
        var acts = new List<LostAct>();
        foreach (var record in log.Reader.From(manifest.Head + 1, head))
        {
            foreach (var run in RunsOf(record))
                Add(pushes, run.Source).Take(run);
            acts.AddRange(ActsOf(record, pushes));
        }
        return new LostEntries(head, [.. pushes.Values], acts);
    }

    private static IEnumerable<Run> RunsOf(LogRecord record) => record.Type switch
    {
        RecordType.Changes => ChangesBody.Parser.ParseFrom(record.Body.Span).Runs,
        RecordType.Held => HeldBody.Parser.ParseFrom(record.Body.Span).Runs,
        RecordType.Desk => DeskBody.Parser.ParseFrom(record.Body.Span).Runs,
        RecordType.Source => SourceBody.Parser.ParseFrom(record.Body.Span).Runs,
        _ => [],
    };

    private static IEnumerable<LostAct> ActsOf(LogRecord record, SortedDictionary<string, LostPushes> pushes) => record.Type switch
    {
        RecordType.Desk => DeskBody.Parser.ParseFrom(record.Body.Span).Acts.Select((act, index) =>
            new LostAct(record.FirstRevision + (ulong)index, act.At?.ToDateTimeOffset(), act.AboutJob is null ? $"failed {act.Act} {act.Id}" : "job", act.Actor, act.Reason)),
        RecordType.Source => [.. SourceBody.Parser.ParseFrom(record.Body.Span).Entries.SelectMany((entry, index) => Of(entry, record.FirstRevision + (ulong)index, pushes))],
        RecordType.Erase => [new LostAct(record.FirstRevision, null, "erase", "", "")],
        RecordType.Checkpoint => [new LostAct(record.FirstRevision, null, "trim", "", "")],
        _ => [],
    };

    private static IEnumerable<LostAct> Of(SourceEntry entry, ulong revision, SortedDictionary<string, LostPushes> pushes)
    {
        switch (entry.EntryCase)
        {
            case SourceEntry.EntryOneofCase.Pass:
                Add(pushes, entry.Source).Take(entry.Pass);
                return [];
            // What the hub and adapters enter by themselves comes again by itself.
            case SourceEntry.EntryOneofCase.Lease or SourceEntry.EntryOneofCase.Version or SourceEntry.EntryOneofCase.Missing or SourceEntry.EntryOneofCase.Columns
                or SourceEntry.EntryOneofCase.Epoch or SourceEntry.EntryOneofCase.Alert or SourceEntry.EntryOneofCase.Freshness when TextOf(entry, "actor").Length == 0:
                return [];
            default:
                return [new LostAct(revision, entry.At?.ToDateTimeOffset(), $"{NameOf(entry)} {entry.Source}", TextOf(entry, "actor"), TextOf(entry, "reason"))];
        }
    }

    private static LostPushes Add(SortedDictionary<string, LostPushes> pushes, string source)
    {
        if (!pushes.TryGetValue(source, out var lost))
            pushes[source] = lost = new LostPushes(source);
        return lost;
    }

    private static string NameOf(SourceEntry entry) => SourceEntry.Descriptor.FindFieldByNumber((int)entry.EntryCase).Name;

    // Who acted and why stand in each entry under the same names.
    private static string TextOf(SourceEntry entry, string field) =>
        SourceEntry.Descriptor.FindFieldByNumber((int)entry.EntryCase)?.Accessor.GetValue(entry) is IMessage inner
        && inner.Descriptor.FindFieldByName(field)?.Accessor.GetValue(inner) is string text ? text : "";
}

/// <summary>One act of a person.</summary>
internal sealed record LostAct(ulong Revision, DateTimeOffset? At, string What, string Actor, string Reason);

/// <summary>What a source had pushed.</summary>
internal sealed class LostPushes(string source)
{
    private readonly HashSet<ulong> _pushes = [];
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);

    public string Source { get; } = source;

    public int Pushes => _pushes.Count;

    public ulong Accepted { get; private set; }

    public ulong Held { get; private set; }

    public ulong Deleted { get; private set; }

    /// <summary>Names of the files that were read.</summary>
    public IReadOnlyCollection<string> Files => _files;

    public void Take(Run run)
    {
        _ = _pushes.Add(run.Push);
        // Only the last run of a push has the tallies of all of it.
        Accepted += run.Tallies?.Accepted ?? 0;
        Held += (run.Tallies?.Held ?? 0) + (run.Tallies?.Waiting ?? 0);
        Deleted += run.Tallies?.Deleted ?? 0;
    }

    public void Take(Pass pass)
    {
        if (pass.File?.Name is { Length: > 0 } name)
            _ = _files.Add(name);
    }
}
