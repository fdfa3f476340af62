using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations;

/// <summary>Checks, record by record, that what stands below the floor is what its CHECKPOINT says, and nothing above it was rewritten.</summary>
internal sealed class TrimCheck
{
    private readonly LogTrim _trim;
    private readonly TrimBegun? _begun;
    private readonly EraseCheck _erasures;
    private byte[] _state = HashChain.Start.ToArray();
    private ulong _next = 1;

    /// <param name="trim">How far the log is trimmed.</param>
    /// <param name="reader">The log.</param>
    /// <param name="erasures">What erasures rewrote, also below the floor and after the trim.</param>
    public TrimCheck(LogTrim trim, LogReader reader, EraseCheck erasures)
    {
        _trim = trim;
        _erasures = erasures;
        _begun = trim.Entry == 0 ? null : LogTrim.CheckpointAt(reader, trim.Entry);
    }

    /// <summary>Demands that the next record may stand as it does; gives the entry of the erasure that rewrote it, 0 if none did.</summary>
    /// <exception cref="HubException">DATA_LOSS: it may not, or what stands below the floor is not what the trim left.</exception>
    public ulong Demand(LogRecord record)
    {
        var erasedBy = _erasures.Demand(record);
        if (record.IsSparse && erasedBy == 0 && !IsTrimmed(record))
            throw LogDamage.At(record.FirstRevision, "记录被改写过,但没有清理检查点或擦除记录说明", "it was rewritten, and no trim or erasure says so");
        if (record.LastRevision < _trim.Floor)
            Follow(record);
        else if (record.FirstRevision < _trim.Floor)
            throw LogDamage.At(record.FirstRevision, $"记录跨过清理下限 {_trim.Floor}", $"it crosses the floor {_trim.Floor}");
        return erasedBy;
    }

    // A trim meets what erasures before it left of other records, too, and takes nothing more of them.
    private bool IsTrimmed(LogRecord record) => record.LastRevision <= _trim.LastSparse
        && (record.Type == RecordType.Changes || (record.Type is RecordType.Held or RecordType.Desk && record.LastRevision < _trim.Floor));

    // A check that begins in the middle cannot tell; neither can one before the trim's work is done.
    private void Follow(LogRecord record)
    {
        if (record.FirstRevision != _next)
            return;
        _next = record.LastRevision + 1;
        HashChain.Next(DigestAlgorithm.Sha256, _state, _erasures.DigestBefore(record).Span, _state);
        if (_next != _trim.Floor || _begun is null)
            return;
        if (!_begun.Chain.Span.SequenceEqual(record.Chain.Span))
            throw Differs();
        if (_trim.IsRewritten && !_begun.Digest.Span.SequenceEqual(_state))
            throw Differs();
    }

    private HubException Differs() => LogDamage.At(
        _trim.Floor - 1,
        $"至此清理过的内容与修订号 {_trim.Entry} 的清理检查点不符",
        $"what is left up to there is not what the trim by entry {_trim.Entry} left");
}
