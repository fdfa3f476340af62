using System.Collections.Concurrent;
using DataBus.Hub.Log;
using RocksDbSharp;

namespace DataBus.Hub.Entities;

/// <summary>A RocksDB snapshot with its watermark, counted by its holders: the follower and each reader.</summary>
internal sealed class PublishedState
{
    private readonly UseGate.Pass _use;
    private readonly Snapshot _snapshot;
    private readonly ConcurrentDictionary<ulong, byte[]> _bits = new();
    private int _holders = 1;

    public PublishedState(HubStore store)
    {
        _use = store.Use();
        _snapshot = store.Database.CreateSnapshot();
        Rows = new ViewRows(store, _snapshot);
        Watermark = Rows.Watermark();
    }

    public ViewRows Rows { get; }

    public ulong Watermark { get; }

    /// <summary>A hold, unless the last one has gone.</summary>
    public bool TryHold()
    {
        var holders = Volatile.Read(ref _holders);
        while (holders > 0)
        {
            var seen = Interlocked.CompareExchange(ref _holders, holders + 1, holders);
            if (seen == holders)
                return true;
            holders = seen;
        }

        return false;
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _holders) != 0)
            return;
        _snapshot.Dispose();
        _use.Dispose();
    }

    /// <summary>A row of superseded bits, read once; all zeros if there is none.</summary>
    public byte[] Bits(ulong row) => _bits.GetOrAdd(row, static (one, rows) => rows.Bits(one) ?? new byte[ViewRows.BitsPerRow / 8], Rows);
}
