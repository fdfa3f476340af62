using DataBus.Hub.Log;

namespace DataBus.Hub.Desk;

/// <summary>Opens the desk's index; one that cannot be read, or is of another log, is thrown away and made again.</summary>
internal static class DeskIndexFile
{
    private const string Folder = "desk";
    private const string Name = "index.db";
    private const string JournalName = "index-log.db";

    public static DeskIndex Open(string data, IExchangeLog log, ILogger<DeskIndex> logger)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, Folder)).FullName;
        var path = Path.Combine(folder, Name);
        if (TryOpen(path, log, logger) is { } sound)
            return sound;

        Delete(path);
        return new DeskIndex(path, log.Epoch);
    }

    /// <summary>Deletes an index and its journal.</summary>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(Path.Combine(Path.GetDirectoryName(path)!, JournalName));
    }

    private static DeskIndex? TryOpen(string path, IExchangeLog log, ILogger<DeskIndex> logger)
    {
        DeskIndex index;
        try
        {
            index = new DeskIndex(path, log.Epoch);
        }
        catch (Exception damage)
        {
            // LiteDB meets damage with whatever its page readers throw, running out of memory included; the next open is of a new file.
            logger.IndexUnreadable(path, damage);
            return null;
        }
        if (index.IsOfThisLog && index.Watermark <= log.Head)
            return index;

        logger.IndexOfAnotherLog(path);
        index.Dispose();
        return null;
    }
}
