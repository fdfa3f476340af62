using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using RocksDbSharp;

namespace DataBus.Tests.Hub.Log;

/// <summary>A data directory that goes away with the test, and the real log in it.</summary>
internal sealed class LogFolder : IDisposable
{
    private readonly List<IDisposable> _open = [];
    private readonly bool _inMemory;

    /// <param name="inMemory">Many short-lived copies need no disk, where there is another place.</param>
    public LogFolder(bool inMemory = false)
    {
        var parent = inMemory && Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();
        Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"databus-log-{Guid.NewGuid():N}")).FullName;
        _inMemory = inMemory;
    }

    public string Path { get; }

    public string DataFiles => System.IO.Path.Combine(Path, HubStore.FolderName);

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Opens the log; it is closed with the folder at the latest.</summary>
    public OpenLog Open(bool acceptLoss = false, bool newEpoch = false, DigestAlgorithm digest = DigestAlgorithm.Sha256)
    {
        var open = new OpenLog(HubStore.Open(Path, acceptLoss, newEpoch), Time, digest);
        _open.Add(open);
        return open;
    }

    /// <summary>The files as they are now, in another folder: what a kill at this moment would leave, not known as a copy.</summary>
    public LogFolder Copy() => CopyWithout(DirectoryNote.FileName);

    /// <summary>The files as somebody copies them, who knows nothing of us.</summary>
    public LogFolder CopyPlainly() => CopyWithout("nothing");

    private LogFolder CopyWithout(string name)
    {
        var copy = new LogFolder(_inMemory);
        _ = Directory.CreateDirectory(copy.DataFiles);
        var files = Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => System.IO.Path.GetFileName(file) is not ("lock" or "LOCK") and var known && known != name))
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetRelativePath(Path, file)));
        return copy;
    }

    public void Dispose()
    {
        foreach (var open in _open)
            open.Dispose();
        Directory.Delete(Path, recursive: true);
    }

    /// <summary>Moves a family from memory and write-ahead log into a data file.</summary>
    public static void Flush(HubStore store, ColumnFamilyHandle family) =>
        Native.Instance.rocksdb_flush_cf(store.Database.Handle, new FlushOptions().SetWaitForFlush(true).Handle, family.Handle);

    /// <summary>Changes one bit of a file.</summary>
    public static void FlipByte(string path, long at, int bit = 0)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ (1 << bit)));
    }

    /// <summary>A record that covers <paramref name="count"/> revisions, with its texts in it.</summary>
    public static LogRecord Record(ulong firstRevision, uint count = 1, int textLength = 10)
    {
        var body = new DeskBody();
        for (ulong i = 0; i < count; i++)
            body.Acts.Add(new DeskEntry { Id = firstRevision + i, Act = "discarded", Reason = new string('r', textLength) });
        return new LogRecord(RecordType.Desk, firstRevision, count, body.ToByteArray());
    }
}

/// <summary>A store and its log.</summary>
internal sealed class OpenLog : IDisposable
{
    public OpenLog(HubStore store, TimeProvider time, DigestAlgorithm digest = DigestAlgorithm.Sha256)
    {
        Store = store;
        Log = new RocksDbExchangeLog(store, time, NullLogger<RocksDbExchangeLog>.Instance, digest);
    }

    public HubStore Store { get; }

    public RocksDbExchangeLog Log { get; }

    /// <summary>Appends one group of records with these counts.</summary>
    public void Append(params ReadOnlySpan<uint> counts)
    {
        var records = new List<LogRecord>();
        var next = Log.Head + 1;
        foreach (var count in counts)
        {
            records.Add(LogFolder.Record(next, count));
            next += count;
        }
        Log.Append(new LogGroup(Log.Head, records, []));
    }

    /// <summary>All records and raw rows, as text that two logs can be compared by.</summary>
    public List<string> Records()
    {
        var all = new List<string>();
        for (ulong at = 0; at < Log.Head;)
        {
            foreach (var record in Log.Read(at, 10_000))
            {
                all.Add($"{record.Type} {record.FirstRevision}+{record.Count} {Convert.ToHexString(record.Stored.Span)}");
                while (at < record.LastRevision)
                {
                    if (Log.ReadRaw(++at) is { } raw)
                        all.Add($"raw {at} {Convert.ToHexString(raw.Span)}");
                }
            }
        }
        return all;
    }

    public void Dispose()
    {
        Log.Dispose();
        Store.Dispose();
    }
}
