using DataBus.Hub.Log;
using Grpc.Core;
using RocksDbSharp;

namespace DataBus.Hub.Operations.Backups;

/// <summary>What is said when a backup cannot be made, or cannot be used.</summary>
internal static class BackupRefusals
{
    // errno of a full disk, and of a full quota.
    private const int NoSpace = 28;
    private const int NoQuota = 122;

    /// <summary>FAILED_PRECONDITION: there is no manifest.</summary>
    public static HubException NoBackup(string directory) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "NO_BACKUP",
        $"{directory} 不是完整的备份：缺少 {BackupManifest.FileName}（它最后写入，没有它说明备份没有做完）。请换一份备份。",
        $"{directory} is no complete backup: there is no {BackupManifest.FileName} (it is written last; without it the backup did not end). Take another one."));

    /// <summary>FAILED_PRECONDITION: there is no log whose end could be compared.</summary>
    public static HubException NoOldLog(string directory) => new(new Refusal(
        StatusCode.FailedPrecondition, "NO_OLD_LOG",
        $"{directory} 中没有日志，无法列出恢复会丢失什么。请写明原来的数据目录，或不带 --lost。", $"There is no log in {directory}, so what is lost cannot be listed. Name the old data directory, or leave --lost out."));

    /// <summary>FAILED_PRECONDITION: the backup is of another log.</summary>
    public static HubException OtherHistory(string directory, ulong head) => new(new Refusal(
        StatusCode.FailedPrecondition, "OTHER_HISTORY",
        $"{directory} 的日志在修订号 {head} 处与备份不同：备份不是这个目录的。", $"The log in {directory} differs from the backup at revision {head}: the backup is not of this directory."));

    /// <summary>DATA_LOSS: a file is not as it was.</summary>
    public static HubException Damaged(string file, string zh, string en, Exception? cause = null) => LogDamage.Refuse(
        "BACKUP_DAMAGED",
        $"备份已损坏：{file} {zh}。请换一份备份。",
        $"The backup is damaged: {file}: {en}. Take another one.",
        cause);

    /// <summary>FAILED_PRECONDITION: one at a time.</summary>
    public static HubException Running() => new(new Refusal(
        StatusCode.FailedPrecondition,
        "BACKUP_RUNNING",
        "另一个备份正在进行，请等它结束。",
        "Another backup is being made; wait until it has ended."));

    /// <summary>RESOURCE_EXHAUSTED for a full disk, else FAILED_PRECONDITION: the disk did not take the backup.</summary>
    public static HubException Failed(string directory, Exception cause) => new(
        new Refusal(
            IsFull(cause) ? StatusCode.ResourceExhausted : StatusCode.FailedPrecondition,
            "BACKUP_FAILED",
            $"备份没有做成：{cause.Message} 已写入 {directory} 的部分已删除；枢纽照常运行。请腾出空间或换一个目录。",
            $"The backup was not made: {cause.Message} What had been written to {directory} was removed, and the hub goes on. Make room, or name another directory."),
        cause);

    /// <summary>FAILED_PRECONDITION: a restore goes into an absent or empty directory only.</summary>
    public static HubException NotEmpty(string directory) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "DATA_NOT_EMPTY",
        $"{directory} 不是空目录。恢复只写入空目录：请先把原来的数据移走（不要删除），或换一个目录。",
        $"{directory} is not empty. A restore goes into an empty directory only: move the old data away (do not delete it), or name another one."));

    /// <summary>RESOURCE_EXHAUSTED for a full disk, else FAILED_PRECONDITION: the disk did not take what is restored.</summary>
    public static HubException RestoreFailed(string directory, Exception cause) => new(
        new Refusal(
            IsFull(cause) ? StatusCode.ResourceExhausted : StatusCode.FailedPrecondition,
            "RESTORE_FAILED",
            $"没有恢复成：{cause.Message} 已写入 {directory} 的部分已删除，备份未被改动。",
            $"Nothing was restored: {cause.Message} What had been written to {directory} was removed; the backup is as it was."),
        cause);

    private static bool IsFull(Exception cause) =>
        cause is IOException { HResult: NoSpace or NoQuota }
        || (cause is RocksDbException && cause.Message.Contains("No space left", StringComparison.Ordinal));
}
