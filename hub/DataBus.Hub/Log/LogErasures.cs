using DataBus.V1;
using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>The entries of erasures that say which records were rewritten, and whether the rewriting is done.</summary>
/// <param name="Entry">Revision of the entry.</param>
/// <param name="IsRewritten">Whether all of its records are as it says.</param>
internal sealed record LogErasures(ulong Entry, bool IsRewritten)
{
    // In the default family: this and the revision of the entry; written in one batch with what it tells of.
    private static ReadOnlySpan<byte> Prefix => "erase"u8;

    /// <summary>All of them, in order.</summary>
    /// <exception cref="HubException">DATA_LOSS: they cannot be read.</exception>
    public static IReadOnlyList<LogErasures> Read(RocksDb database, ReadOptions? options = null)
    {
        try
        {
            var all = new List<LogErasures>();
            using var iterator = database.NewIterator(readOptions: options);
            for (iterator.Seek(Prefix.ToArray()); iterator.Valid() && iterator.GetKeySpan().StartsWith(Prefix); iterator.Next())
                all.Add(new LogErasures(LogRecordCodec.ReadKey(iterator.GetKeySpan()[Prefix.Length..]), iterator.GetValueSpan() is [1]));
            Native.Instance.rocksdb_iter_get_error(iterator.Handle);
            GC.KeepAlive(options);
            return all;
        }
        catch (RocksDbException e)
        {
            throw LogDamage.Unreadable(e);
        }
    }

    /// <summary>Puts into a batch what an ERASE record says about rewritten records, if it says anything.</summary>
    /// <param name="record">The record.</param>
    /// <param name="open">The entry whose records are not rewritten yet; 0 if there is none.</param>
    /// <param name="batch">The batch.</param>
    /// <returns>The entry whose records are not rewritten afterwards.</returns>
    public static ulong Put(LogRecord record, ulong open, WriteBatch batch)
    {
        var body = EraseBody.Parser.ParseFrom(record.Body.Span);
        if (body.EntryCase == EraseBody.EntryOneofCase.Begun)
        {
            Put(record.FirstRevision, isRewritten: false, batch);
            return record.FirstRevision;
        }
        if (body.EntryCase != EraseBody.EntryOneofCase.Rewritten || open == 0)
            return open;
        Put(open, isRewritten: true, batch);
        return 0;
    }

    /// <summary>The entry at a revision.</summary>
    /// <exception cref="HubException">DATA_LOSS: there is none.</exception>
    public static ErasureBegun EntryAt(LogReader reader, ulong revision) =>
        reader.Find(revision) is { Type: RecordType.Erase } record && EraseBody.Parser.ParseFrom(record.Body.Span).Begun is { } begun
            ? begun
            : throw LogDamage.At(revision);

    private static void Put(ulong revision, bool isRewritten, WriteBatch batch)
    {
        var key = new byte[Prefix.Length + LogRecordCodec.KeySize];
        Prefix.CopyTo(key);
        LogRecordCodec.WriteKey(revision, key.AsSpan(Prefix.Length));
        byte[] value = [isRewritten ? (byte)1 : (byte)0];
        _ = batch.Put(key, value);
    }
}
