namespace DataBus.Hub.Log;

/// <summary>Small files that stand whole or not at all, whatever fails meanwhile.</summary>
internal static class DurableFile
{
    /// <summary>Puts a file in the place of the one with its name; when it returns, the new one is on disk.</summary>
    /// <exception cref="IOException">The disk refused; the old file stands.</exception>
    public static void Replace(string directory, string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(directory, name);
        var fresh = path + ".new";
        using (var file = File.OpenHandle(fresh, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, content, 0);
            Fsync.File(file, fresh);
        }
        File.Move(fresh, path, overwrite: true);
        Fsync.Directory(directory);
    }

    /// <summary>Removes a file if it is there; when it returns, that is on disk.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Remove(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        if (!File.Exists(path))
            return;
        File.Delete(path);
        Fsync.Directory(directory);
    }
}
