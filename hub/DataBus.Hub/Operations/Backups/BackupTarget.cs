using DataBus.Hub.Log;

namespace DataBus.Hub.Operations.Backups;

/// <summary>The directory that a backup goes to.</summary>
internal static class BackupTarget
{
    /// <summary>Demands that a backup can go there.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="data">The hub's data directory: what is lost with it is no backup.</param>
    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(string directory, string data)
    {
        if (!Path.IsPathRooted(directory))
            throw HubMessages.Invalid("directory", $"“{directory}”应为枢纽所在机器上的绝对路径。", $"\"{directory}\" must be an absolute path on the hub's machine.");
        if (IsInside(Path.GetFullPath(directory), Path.GetFullPath(data)))
            throw HubMessages.Invalid("directory", $"{directory} 在数据目录 {data} 之内，请放到另一块磁盘上。", $"{directory} is inside the data directory {data}; use another disk.");
        if (File.Exists(directory) || (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any()))
            throw HubMessages.Invalid("directory", $"{directory} 已存在且不是空目录，请换一个。", $"{directory} is there and not empty; name another one.");
    }

    /// <summary>Makes the folders; nobody but the hub's own user may look into them, since closed facets go there.</summary>
    /// <exception cref="IOException">The disk refused.</exception>
    public static void Make(string directory)
    {
        _ = Directory.CreateDirectory(Path.Combine(directory, HubStore.FolderName));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Removes what was written of a backup that was not made.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="isNew">Whether it was made for the backup; else it stays, empty as it was.</param>
    /// <exception cref="IOException">The disk refused; without a manifest it is no backup.</exception>
    public static void Remove(string directory, bool isNew)
    {
        // First what would make it look like a backup.
        File.Delete(Path.Combine(directory, BackupManifest.FileName));
        if (isNew)
        {
            Directory.Delete(directory, recursive: true);
            return;
        }
        foreach (var file in Directory.GetFiles(directory))
            File.Delete(file);
        foreach (var folder in Directory.GetDirectories(directory))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whether a path is a folder, or inside it.</summary>
    public static bool IsInside(string path, string folder)
    {
        var relative = Path.GetRelativePath(folder, path);
        return relative == "." || (!relative.StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(relative));
    }
}
