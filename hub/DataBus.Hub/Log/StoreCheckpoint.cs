using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>
/// The database as of one moment, beside the living one: hard links to its files, which cost nothing and change no more. It goes away with this
/// object, and what a crash leaves of it with the next start.
/// </summary>
internal sealed class StoreCheckpoint : IDisposable
{
    private const string FolderName = "checkpoint";

    // A flush would write to a disk that may be full, and its failure stops the hub; so the write-ahead log is copied instead.
    private const ulong NeverFlush = ulong.MaxValue;

    private StoreCheckpoint(string path) => Path = path;

    /// <summary>A directory that holds the database as a data directory does.</summary>
    public string Path { get; }

    /// <summary>The folder of the database in it.</summary>
    public string LogPath => System.IO.Path.Combine(Path, HubStore.FolderName);

    /// <exception cref="RocksDbException">The disk refused.</exception>
    public static StoreCheckpoint Make(RocksDb database, string directory)
    {
        Remove(directory);
        var made = new StoreCheckpoint(Directory.CreateDirectory(System.IO.Path.Combine(directory, FolderName)).FullName);
        try
        {
            using var checkpoint = database.Checkpoint();
            checkpoint.Save(made.LogPath, NeverFlush);
            return made;
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    /// <summary>Removes what is left of one in a data directory.</summary>
    public static void Remove(string directory)
    {
        var path = System.IO.Path.Combine(directory, FolderName);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
