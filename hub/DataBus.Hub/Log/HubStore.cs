using Grpc.Core;
using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>The one RocksDB of a data directory: the log, the raw rows, and the views with a family each.</summary>
internal sealed class HubStore : IDisposable
{
    /// <summary>Folder of the database inside the data directory.</summary>
    public const string FolderName = "log";

    /// <summary>Family of the records.</summary>
    public const string LogFamily = "log";

    private const string RawFamily = "raw";

    // No view: nothing in the log tells how far readers are, so it is not thrown away with the views.
    private const string ReadersFamily = "readers";

    private static readonly string[] ViewFamilies = ["slots", "superseded", "held", "sources", "files", "missing", "links", "jobs", "alerts", "rejections", "meta"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly DirectoryLock _lock;
    private readonly StoreSettings _settings = new();
    private readonly UseGate _gate = new();

    private HubStore(string directory, DirectoryLock directoryLock, NewEpoch? newEpoch)
    {
        _lock = directoryLock;
        Directory = directory;
        NewEpoch = newEpoch;
        var path = Path.Combine(directory, FolderName);
        Database = RocksDb.Open(_settings.Database(create: !Exists(path)), path, Families());
        // A view may know of records that are gone.
        if (newEpoch is not null)
            ResetViews();
    }

    /// <summary>Names of the families of the views.</summary>
    public static IReadOnlyList<string> Views => ViewFamilies;

    /// <summary>The data directory.</summary>
    public string Directory { get; }

    /// <summary>Why the log must begin a new epoch: records are lost, restored or copied. Null: it goes on with the one that it has.</summary>
    public NewEpoch? NewEpoch { get; }

    /// <summary>The database; views write to it unsynced, the log alone writes synced.</summary>
    public RocksDb Database { get; }

    public ColumnFamilyHandle Log => Database.GetColumnFamily(LogFamily);

    public ColumnFamilyHandle Raw => Database.GetColumnFamily(RawFamily);

    public ColumnFamilyHandle Slots => Database.GetColumnFamily("slots");

    public ColumnFamilyHandle Superseded => Database.GetColumnFamily("superseded");

    public ColumnFamilyHandle Held => Database.GetColumnFamily("held");

    public ColumnFamilyHandle Sources => Database.GetColumnFamily("sources");

    public ColumnFamilyHandle Files => Database.GetColumnFamily("files");

    public ColumnFamilyHandle Missing => Database.GetColumnFamily("missing");

    public ColumnFamilyHandle Links => Database.GetColumnFamily("links");

    public ColumnFamilyHandle Jobs => Database.GetColumnFamily("jobs");

    public ColumnFamilyHandle Alerts => Database.GetColumnFamily("alerts");

    public ColumnFamilyHandle Rejections => Database.GetColumnFamily("rejections");

    /// <summary>How far named readers are.</summary>
    public ColumnFamilyHandle Readers => Database.GetColumnFamily(ReadersFamily);

    public ColumnFamilyHandle Meta => Database.GetColumnFamily("meta");

    /// <summary>Opens the store of a data directory, made if it is not there yet.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="acceptLoss">Open also if records are lost that once were there. Default: refuse.</param>
    /// <param name="newEpoch">Begin a new epoch, as a copied directory must. Default: go on, and refuse a copy.</param>
    /// <exception cref="HubException">DATA_IN_USE, LOG_DAMAGED, DATA_COPIED and so on, with what to do. Nothing was changed then.</exception>
    public static HubStore Open(string directory, bool acceptLoss = false, bool newEpoch = false)
    {
        _ = System.IO.Directory.CreateDirectory(directory);
        var directoryLock = DirectoryLock.Take(directory);
        try
        {
            var epoch = DirectoryInspection.Demand(directory, acceptLoss, newEpoch);
            StoreCheckpoint.Remove(directory);
            _ = System.IO.Directory.CreateDirectory(Path.Combine(directory, FolderName));
            Fsync.Directory(directory);
            return new HubStore(directory, directoryLock, epoch);
        }
        catch (RocksDbException e)
        {
            directoryLock.Dispose();
            throw Refuse(directory, e);
        }
        catch
        {
            directoryLock.Dispose();
            throw;
        }
    }

    /// <summary>Whether a folder holds a database.</summary>
    public static bool Exists(string path) => File.Exists(Path.Combine(path, "CURRENT"));

    /// <summary>
    /// Says that the directory is this one from now on. For the log, once its epoch and its note are on disk: after a crash before that, the next
    /// start begins yet another epoch, which is as safe.
    /// </summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public void Settle()
    {
        var note = DirectoryNote.OfNow(Directory);
        if (note != DirectoryNote.Read(Directory))
            note.Write(Directory);
        DurableFile.Remove(Directory, RestoredMark.FileName);
    }

    /// <summary>Throws the views away. Handles of theirs that were taken before are dead; nobody may read or write them meanwhile.</summary>
    public void ResetViews()
    {
        foreach (var family in ViewFamilies)
        {
            var dropped = Database.GetColumnFamily(family);
            Database.DropColumnFamily(family);
            // The package forgets the handle without freeing it; until then the files stay open, and their space on disk is not given back.
            (dropped as IDisposable)?.Dispose();
            _ = Database.CreateColumnFamily(_settings.View(), family);
        }
    }

    /// <summary>See <see cref="IExchangeLog.PurgeAsync"/>.</summary>
    public async Task PurgeAsync(ulong writtenAt, CancellationToken cancellationToken)
    {
        using var use = Use();
        await StorePurge.RunAsync(Database, writtenAt, [LogFamily, RawFamily, ReadersFamily, "default", .. ViewFamilies], cancellationToken);
    }

    /// <summary>The database as it is on disk at this moment, until the result is disposed.</summary>
    /// <exception cref="RocksDbException">The disk refused.</exception>
    public StoreCheckpoint Checkpoint()
    {
        using var use = Use();
        return StoreCheckpoint.Make(Database, Directory);
    }

    /// <summary>Keeps the database open until the result is disposed: native memory must not go while somebody reads it.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed, or closing.</exception>
    public UseGate.Pass Use() => _gate.Enter();

    public void Dispose()
    {
        // Whatever was acknowledged is on disk, so leaving the rest to the end of the process loses nothing; freeing memory in use crashes.
        if (!_gate.Close(Patience))
            return;
        Database.Dispose();
        _lock.Dispose();
    }

    private ColumnFamilies Families()
    {
        var families = new ColumnFamilies(_settings.Sequential())
        {
            { LogFamily, _settings.Sequential() },
            { RawFamily, _settings.Sequential() },
            { ReadersFamily, _settings.View() },
        };
        foreach (var family in ViewFamilies)
            families.Add(family, _settings.View());
        return families;
    }

    // RocksDB has its own lock too, on file systems where ours is none.
    private static HubException Refuse(string directory, RocksDbException cause)
    {
        if (cause.Message.Contains("lock", StringComparison.OrdinalIgnoreCase) && cause.Message.StartsWith("IO error", StringComparison.Ordinal))
            return DirectoryLock.InUse(directory, cause);
        if (cause.Message.StartsWith("Corruption", StringComparison.Ordinal))
            return LogDamage.Unreadable(cause);
        return new HubException(
            new Refusal(
                StatusCode.Unavailable,
                "LOG_NOT_OPENED",
                $"无法打开数据目录 {directory}:{cause.Message}。",
                $"The data directory {directory} cannot be opened: {cause.Message}."),
            cause);
    }
}
