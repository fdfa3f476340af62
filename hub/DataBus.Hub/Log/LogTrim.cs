using DataBus.V1;
using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>How far the log is trimmed.</summary>
/// <param name="Entry">Revision of the newest CHECKPOINT that says so; 0: it never was trimmed.</param>
/// <param name="Floor">Oldest revision from which on the log is whole.</param>
/// <param name="FloorBefore">The floor before the newest CHECKPOINT: below it there may be sparse records that are rewritten once more.</param>
/// <param name="Cursor">Up to where the records below the floor are rewritten.</param>
/// <param name="Dropped">How many changes all trims so far dropped.</param>
/// <param name="IsFinished">Whether all of that work is done, and the log says so.</param>
internal sealed record LogTrim(ulong Entry, ulong Floor, ulong FloorBefore, ulong Cursor, ulong Dropped, bool IsFinished)
{
    /// <summary>A log that never was trimmed.</summary>
    public static readonly LogTrim None = new(0, 1, 1, 0, 0, true);

    private const ulong Finished = ulong.MaxValue;

    // In the default family: revision of the CHECKPOINT and how far its work is, written in one batch with either.
    private static ReadOnlySpan<byte> Key => "trim"u8;

    /// <summary>Whether every record below the floor is as the CHECKPOINT says.</summary>
    public bool IsRewritten => IsFinished || Cursor + 1 >= Floor;

    /// <summary>No record above it was ever rewritten.</summary>
    public ulong LastSparse => Math.Max(Cursor, FloorBefore - 1);

    /// <summary>Reads it.</summary>
    /// <exception cref="HubException">DATA_LOSS: the CHECKPOINT cannot be read.</exception>
    public static LogTrim Read(RocksDb database, LogReader reader, ReadOptions? options = null)
    {
        try
        {
            var value = database.Get(Key.ToArray(), readOptions: options);
            GC.KeepAlive(options);
            if (value is null)
                return None;
            var entry = LogRecordCodec.ReadKey(value);
            var cursor = LogRecordCodec.ReadKey(value.AsSpan(LogRecordCodec.KeySize));
            var begun = CheckpointAt(reader, entry);
            return new LogTrim(entry, begun.Floor, begun.FloorBefore, Math.Min(cursor, begun.Floor - 1), begun.DroppedInAll, cursor == Finished);
        }
        catch (RocksDbException e)
        {
            throw LogDamage.Unreadable(e);
        }
    }

    /// <summary>The CHECKPOINT at a revision.</summary>
    /// <exception cref="HubException">DATA_LOSS: there is none.</exception>
    public static TrimBegun CheckpointAt(LogReader reader, ulong revision) =>
        reader.Find(revision) is { Type: RecordType.Checkpoint } record && CheckpointBody.Parser.ParseFrom(record.Body.Span).Begun is { } begun
            ? begun
            : throw LogDamage.At(revision);

    /// <summary>What a CHECKPOINT record makes of it.</summary>
    public LogTrim After(LogRecord record)
    {
        var body = CheckpointBody.Parser.ParseFrom(record.Body.Span);
        return body.Begun is { } begun
            ? new LogTrim(record.FirstRevision, begun.Floor, begun.FloorBefore, 0, begun.DroppedInAll, IsFinished: false)
            : this with { Cursor = Floor - 1, IsFinished = true };
    }

    /// <summary>Puts it into a batch.</summary>
    public void Put(WriteBatch batch)
    {
        Span<byte> value = stackalloc byte[2 * LogRecordCodec.KeySize];
        LogRecordCodec.WriteKey(Entry, value);
        LogRecordCodec.WriteKey(IsFinished ? Finished : Cursor, value[LogRecordCodec.KeySize..]);
        _ = batch.Put(Key, (ReadOnlySpan<byte>)value);
    }
}
