using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Backups;

/// <summary>Reads a whole backup and compares it with its manifest: each file byte for byte, then the log record for record. Changes nothing in it.</summary>
internal static class BackupCheck
{
    /// <summary>Checks a backup.</summary>
    /// <param name="backup">Its directory.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    /// <returns>The revisions up to which the log was checked, rising; when they end, all is as the manifest says.</returns>
    /// <exception cref="HubException">BACKUP_DAMAGED, naming the file, or the revision.</exception>
    public static IEnumerable<ulong> Run(string backup, BackupManifest manifest, CancellationToken cancellationToken)
    {
        DemandNames(backup, manifest);
        foreach (var file in manifest.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DemandContent(backup, file);
        }

        VerifyResponse? last = null;
        foreach (var step in LogVerifier.VerifyFiles(backup, cancellationToken))
        {
            last = step;
            yield return step.Revision;
        }
        DemandLog(last, manifest);
    }

    // A write-ahead log too many would be replayed.
    private static void DemandNames(string backup, BackupManifest manifest)
    {
        var there = Directory.EnumerateFiles(Path.Combine(backup, HubStore.FolderName)).Select(path => Path.GetRelativePath(backup, path));
        foreach (var name in there.Except(manifest.Files.Select(static file => file.Name)))
            throw BackupRefusals.Damaged(name, "不在清单中", "the manifest does not name it");
        foreach (var file in manifest.Files.Where(file => !File.Exists(Path.Combine(backup, file.Name))))
            throw BackupRefusals.Damaged(file.Name, "缺失", "it is missing");
    }

    private static void DemandContent(string backup, BackupFile file)
    {
        var found = FileCopier.Digest(backup, file.Name);
        if (found.Length != file.Length)
            throw BackupRefusals.Damaged(file.Name, $"应为 {file.Length} 字节，实为 {found.Length}", $"it should have {file.Length} bytes and has {found.Length}");
        if (found != file)
            throw BackupRefusals.Damaged(file.Name, "内容与清单的 SHA-256 不符", "its content is not what the manifest's SHA-256 says");
    }

    private static void DemandLog(VerifyResponse? found, BackupManifest manifest)
    {
        if (found is not { Sound: true })
            throw BackupRefusals.Damaged(HubStore.FolderName, found?.Problem ?? "中没有日志", found?.Problem ?? "there is no log in it");
        if (found.Revision != manifest.Head || Convert.ToHexStringLower(found.Chain.Span) != manifest.Chain)
        {
            throw BackupRefusals.Damaged(
                HubStore.FolderName,
                $"止于 {found.Revision}，清单为 {manifest.Head}",
                $"it ends at {found.Revision} with another chain than the manifest says, which ends at {manifest.Head}");
        }
    }
}
