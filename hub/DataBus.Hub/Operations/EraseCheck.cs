using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations;

/// <summary>Knows which records erasures rewrote, and demands that each is as the entry of the newest one says.</summary>
internal sealed class EraseCheck
{
    private readonly Dictionary<ulong, List<(ulong Entry, ErasedRecord Record, bool IsRewritten)>> _records = [];
    private readonly LogTrim _trim;

    /// <param name="erasures">The entries.</param>
    /// <param name="trim">How far the log is trimmed: what a later trim rewrote is vouched for by that.</param>
    /// <param name="reader">The log.</param>
    public EraseCheck(IReadOnlyList<LogErasures> erasures, LogTrim trim, LogReader reader)
    {
        _trim = trim;
        foreach (var (entry, isRewritten) in erasures)
        {
            foreach (var record in LogErasures.EntryAt(reader, entry).Records)
            {
                if (!_records.TryGetValue(record.Revision, out var list))
                    _records.Add(record.Revision, list = []);
                list.Add((entry, record, isRewritten));
            }
        }
    }

    /// <summary>The entry by which a record stands as it does; 0 if none rewrote it, or a later trim did.</summary>
    /// <exception cref="HubException">DATA_LOSS: it is not as the entry says.</exception>
    public ulong Demand(LogRecord record)
    {
        if (Of(record) is not { Count: > 0 } list)
            return 0;
        var (entry, erased, isRewritten) = list[^1];
        var digest = LogRecordCodec.DigestOf(record).Span;
        if (erased.After.Span.SequenceEqual(digest))
            return entry;
        // Its work is not done yet.
        if (!isRewritten && erased.Before.Span.SequenceEqual(digest))
            return 0;
        throw LogDamage.At(record.FirstRevision, $"内容与修订号 {entry} 的擦除记录不符", $"it is not as the erasure by entry {entry} left it");
    }

    /// <summary>The digest of a record as the newest trim left it, or would have met it.</summary>
    public ReadOnlyMemory<byte> DigestBefore(LogRecord record) =>
        Of(record) is { Count: > 0 } list ? list[0].Record.Before.Memory : LogRecordCodec.DigestOf(record);

    private List<(ulong Entry, ErasedRecord Record, bool IsRewritten)> Of(LogRecord record) => !_records.TryGetValue(record.FirstRevision, out var list)
        ? []
        : IsTrimmed(record) ? [.. list.Where(one => one.Entry > _trim.Entry)] : list;

    private bool IsTrimmed(LogRecord record) => record.LastRevision < _trim.Floor && (_trim.IsRewritten || record.LastRevision <= _trim.Cursor);
}
