using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>Reads records where they lie. Knows no head: whoever calls says up to where to look.</summary>
internal sealed class LogReader(RocksDb database, ColumnFamilyHandle family)
{
    /// <summary>The newest record on disk; null if the log is empty.</summary>
    public LogRecord? Last()
    {
        using var iterator = Open(null);
        return Current(iterator.SeekToLast());
    }

    /// <summary>The record that covers a revision; null if none does.</summary>
    public LogRecord? Find(ulong revision)
    {
        using var iterator = Open(null);
        var record = Current(SeekForPrev(iterator, revision));
        return record is not null && record.LastRevision >= revision ? record : null;
    }

    /// <summary>Records from the one that covers <paramref name="revision"/> on; they abut, and the last one ends at the head.</summary>
    public IEnumerable<LogRecord> From(ulong revision, ulong head, ReadOptions? options = null)
    {
        if (revision > head)
            yield break;
        using var iterator = Open(options);
        var record = Current(SeekForPrev(iterator, revision));
        if (record is null || record.LastRevision < revision)
            throw LogDamage.At(revision);
        while (true)
        {
            if (record.LastRevision > head)
                throw LogDamage.At(record.FirstRevision);
            yield return record;
            if (record.LastRevision == head)
                yield break;
            var next = record.LastRevision + 1;
            record = Current(iterator.Next());
            if (record is null || record.FirstRevision != next)
                throw LogDamage.At(next);
        }
    }

    private Iterator Open(ReadOptions? options) => database.NewIterator(family, options);

    private static Iterator SeekForPrev(Iterator iterator, ulong revision)
    {
        Span<byte> key = stackalloc byte[LogRecordCodec.KeySize];
        LogRecordCodec.WriteKey(revision, key);
        return iterator.SeekForPrev((ReadOnlySpan<byte>)key);
    }

    // A failed read makes an iterator invalid as its end does; only the error tells them apart.
    private static LogRecord? Current(Iterator iterator)
    {
        try
        {
            if (!iterator.Valid())
            {
                Native.Instance.rocksdb_iter_get_error(iterator.Handle);
                return null;
            }
        }
        catch (RocksDbException e)
        {
            throw LogDamage.Unreadable(e);
        }
        var key = iterator.GetKeySpan();
        var revision = key.Length == LogRecordCodec.KeySize ? LogRecordCodec.ReadKey(key) : 0;
        var value = iterator.GetValueSpan().ToArray();
        if (LogRecordCodec.UnknownAlgorithm(value) is { } number)
            throw LogDamage.At(revision, $"未知的摘要算法 {number}", $"unknown digest algorithm {number}");
        var record = LogRecordCodec.TryRead(value);
        return record is not null && record.FirstRevision == revision ? record : throw LogDamage.At(revision);
    }
}
