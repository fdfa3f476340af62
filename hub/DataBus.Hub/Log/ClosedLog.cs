using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>The log of a data directory that no hub has open: read-only, not a byte is changed.</summary>
internal sealed class ClosedLog : IDisposable
{
    private readonly StoreSettings _settings = new();

    private ClosedLog(string path)
    {
        var families = new ColumnFamilies(_settings.Sequential()) { { HubStore.LogFamily, _settings.Sequential() } };
        Database = RocksDb.OpenReadOnly(_settings.Database(create: false), path, families, false);
        Family = Database.GetColumnFamily(HubStore.LogFamily);
        Reader = new LogReader(Database, Family);
    }

    public RocksDb Database { get; }

    public ColumnFamilyHandle Family { get; }

    public LogReader Reader { get; }

    /// <summary>Opens it; null if there is no log in the directory.</summary>
    /// <exception cref="HubException">DATA_LOSS: its files cannot be read.</exception>
    public static ClosedLog? Open(string directory)
    {
        var path = Path.Combine(directory, HubStore.FolderName);
        if (!HubStore.Exists(path))
            return null;
        try
        {
            var families = RocksDb.ListColumnFamilies(new StoreSettings().Database(create: false), path);
            return families.Contains(HubStore.LogFamily) ? new ClosedLog(path) : null;
        }
        catch (RocksDbException e)
        {
            throw LogDamage.Unreadable(e);
        }
    }

    public void Dispose() => Database.Dispose();
}
