using DataBus.Hub.Log;

namespace DataBus.Hub.Operations.Backups;

/// <summary>Makes a data directory of a backup. What it makes runs only under a new epoch, and not at all if it was cut off.</summary>
internal static class Restoration
{
    /// <summary>Restores a backup.</summary>
    /// <param name="backup">The backup's directory; only read.</param>
    /// <param name="data">The data directory to be: absent or empty.</param>
    /// <param name="progress">Told what is being done, in both languages.</param>
    /// <param name="cancellationToken">Ends it; the directory is emptied.</param>
    /// <returns>What was restored.</returns>
    /// <exception cref="HubException">NO_BACKUP, BACKUP_DAMAGED, DATA_FORMAT_NEWER, DATA_NOT_EMPTY, DATA_IN_USE, RESTORE_FAILED.</exception>
    public static BackupManifest Run(string backup, string data, Action<string, string> progress, CancellationToken cancellationToken)
    {
        var manifest = BackupManifest.Read(backup);
        // Before the long check: nobody wants to wait for it and then be told that it was for nothing.
        DemandPlace(backup, data);
        progress($"正在核对备份 {backup}（{manifest.Files.Count} 个文件）…", $"Checking the backup {backup} ({manifest.Files.Count} files)…");
        foreach (var revision in BackupCheck.Run(backup, manifest, cancellationToken))
            progress($"已核对到修订号 {revision} / {manifest.Head}", $"Checked up to revision {revision} / {manifest.Head}");

        var isNew = !Directory.Exists(data);
        Make(data);
        using var directoryLock = DirectoryLock.Take(data);
        DemandEmpty(data);
        progress($"正在复制到 {data}…", $"Copying to {data}…");
        Copy(backup, data, manifest, isNew, cancellationToken);
        return manifest;
    }

    private static void DemandPlace(string backup, string data)
    {
        if (BackupTarget.IsInside(Path.GetFullPath(data), Path.GetFullPath(backup)))
            throw HubMessages.Invalid("data", $"{data} 在备份 {backup} 之内，请换一个目录。", $"{data} is inside the backup {backup}; name another directory.");
        DemandEmpty(data);
    }

    // Once more under the lock: another may have been faster.
    private static void DemandEmpty(string data)
    {
        if (File.Exists(data) || (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any(static path => Path.GetFileName(path) != DirectoryLock.FileName)))
            throw BackupRefusals.NotEmpty(data);
    }

    private static void Make(string data)
    {
        try
        {
            _ = Directory.CreateDirectory(data);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BackupRefusals.RestoreFailed(data, e);
        }
    }

    private static void Copy(string backup, string data, BackupManifest manifest, bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            var mark = new RestoredMark(false, manifest.Epoch, manifest.Head, manifest.MadeAt);
            mark.Write(data);
            var copier = new FileCopier();
            _ = Directory.CreateDirectory(Path.Combine(data, HubStore.FolderName));
            foreach (var file in manifest.Files)
            {
                if (copier.Copy(backup, data, file.Name, cancellationToken) != file)
                    throw BackupRefusals.Damaged(file.Name, "刚才核对无误，现在读出的不同", "it was sound a moment ago, and reads otherwise now");
            }
            Fsync.Directory(Path.Combine(data, HubStore.FolderName));
            Fsync.Directory(Path.GetDirectoryName(Path.GetFullPath(data))!);
            (mark with { IsComplete = true }).Write(data);
        }
        catch (Exception e)
        {
            BackupTarget.Remove(data, isNew);
            if (e is IOException or UnauthorizedAccessException)
                throw BackupRefusals.RestoreFailed(data, e);
            throw;
        }
    }
}
