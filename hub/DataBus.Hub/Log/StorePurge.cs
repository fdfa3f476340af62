using System.Globalization;
using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>Removes from the files what was overwritten or deleted: RocksDB keeps the old bytes until a file is compacted.</summary>
internal static class StorePurge
{
    // Also where everything lies at the bottom: an earlier compaction may have kept an old version there for a reader of then.
    private const int ForceBottom = 2;

    private static readonly TimeSpan _askAgain = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs it; whatever was written before is compacted.</summary>
    /// <param name="database">The database.</param>
    /// <param name="writtenAt">RocksDB's number of the newest write that replaced something: no reader may be left from before it.</param>
    /// <param name="families">All of its families.</param>
    /// <param name="cancellationToken">Ends the waiting for readers, not the compaction of a family.</param>
    public static async Task RunAsync(RocksDb database, ulong writtenAt, IReadOnlyList<string> families, CancellationToken cancellationToken)
    {
        await WaitForReadersAsync(database, writtenAt, cancellationToken);
        var handles = families.Select(database.GetColumnFamily).ToList();
        var flush = new FlushOptions().SetWaitForFlush(true);
        foreach (var handle in handles)
            Native.Instance.rocksdb_flush_cf(database.Handle, flush.Handle, handle.Handle);
        GC.KeepAlive(flush);
        foreach (var handle in handles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Compact(database, handle);
        }
    }

    // A snapshot of before keeps the old versions through every compaction. This waits for the machine, not for anybody's clock.
    private static async Task WaitForReadersAsync(RocksDb database, ulong writtenAt, CancellationToken cancellationToken)
    {
        while (Oldest(database) is var oldest && oldest != 0 && oldest < writtenAt)
            await Task.Delay(_askAgain, TimeProvider.System, cancellationToken);
    }

    // 0: there is none.
    private static ulong Oldest(RocksDb database) =>
        ulong.Parse(database.GetProperty("rocksdb.oldest-snapshot-sequence"), NumberStyles.None, CultureInfo.InvariantCulture);

    private static unsafe void Compact(RocksDb database, ColumnFamilyHandle family)
    {
        var native = Native.Instance;
        var options = native.rocksdb_compactoptions_create();
        try
        {
            native.rocksdb_compactoptions_set_bottommost_level_compaction(options, ForceBottom);
            native.rocksdb_compact_range_cf_opt(database.Handle, family.Handle, options, (byte*)null, UIntPtr.Zero, (byte*)null, UIntPtr.Zero);
        }
        finally
        {
            native.rocksdb_compactoptions_destroy(options);
        }
    }
}
