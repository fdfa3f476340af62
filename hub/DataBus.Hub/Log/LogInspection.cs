namespace DataBus.Hub.Log;

/// <summary>
/// Looks at a data directory without changing a byte of it, before it is opened: RocksDB drops what follows the first damaged byte, and with
/// it what a backup or a specialist could still have used.
/// </summary>
internal static class LogInspection
{
    private static readonly string[] AcceptableLosses = ["HEAD_NOTE_DAMAGED", "HEAD_NOTE_MISSING", "LOG_BEHIND_NOTE", "LOG_MISSING"];

    /// <summary>Demands that the log holds all that its note says.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="acceptLoss">Do not refuse what is lost; the log must begin a new epoch then.</param>
    /// <returns>True: something is lost, and it was accepted.</returns>
    /// <exception cref="HubException">DATA_LOSS, with what is lost and what to do.</exception>
    public static bool Demand(string directory, bool acceptLoss)
    {
        try
        {
            DemandWhole(directory);
            return false;
        }
        catch (HubException e) when (acceptLoss && AcceptableLosses.Contains(e.Refusal.Reason))
        {
            return true;
        }
    }

    private static void DemandWhole(string directory)
    {
        var note = HeadNote.Read(directory);
        using var log = ClosedLog.Open(directory);
        if (log is not null)
            Compare(note, LogTail.Read(log.Database, log.Family), log.Reader);
        else if (note is not null || HasDataFiles(directory))
            throw Missing(directory);
    }

    // Without its directory of files, RocksDB would begin anew and delete these.
    private static bool HasDataFiles(string directory)
    {
        var path = Path.Combine(directory, HubStore.FolderName);
        return Directory.Exists(path) && Directory.EnumerateFiles(path, "*.sst").Any();
    }

    private static void Compare(HeadNote? note, LogTail tail, LogReader reader)
    {
        if (note is null)
        {
            // The first note follows the first record; a crash between them lost nothing.
            if (tail.Head > 1)
                throw NoteMissing(tail.Head);
            return;
        }
        // An epoch that began behind the note had no time to be noted: the start that began it did not end.
        var isOther = tail.Epoch != note.Epoch && tail.EpochAt <= note.Head;
        var noted = tail.Head < note.Head || isOther ? null : reader.Find(note.Head);
        if (noted is null || noted.LastRevision != note.Head || Convert.ToHexStringLower(noted.Chain.Span) != note.Chain)
            throw Behind(note, tail);
    }

    private static HubException Missing(string directory) => LogDamage.Refuse(
        "LOG_MISSING",
        $"{directory} 中没有日志,但那里曾经有过。请从备份恢复,或用 --accept-loss 启动(开始新纪元)。",
        $"There is no log in {directory}, but there was one. Restore from a backup, or start with --accept-loss (begins a new epoch).");

    private static HubException NoteMissing(ulong head) => LogDamage.Refuse(
        "HEAD_NOTE_MISSING",
        $"缺少 {HeadNote.FileName},无法确认日志完整(现止于 {head})。请恢复它,或用 --accept-loss 启动(开始新纪元)。",
        $"{HeadNote.FileName} is missing, so nobody knows whether the log is whole (it ends at {head}). "
        + "Restore it, or start with --accept-loss (begins a new epoch).");

    private static HubException Behind(HeadNote note, LogTail tail) => LogDamage.Refuse(
        "LOG_BEHIND_NOTE",
        $"日志止于 {tail.Head}(纪元 {tail.Epoch}),但记录显示曾到 {note.Head}(纪元 {note.Epoch}):修订号 {Lost(note, tail)} 起的内容已丢失或被改动。"
        + "请从备份恢复,或用 --accept-loss 启动(开始新纪元)。",
        $"The log ends at {tail.Head} (epoch {tail.Epoch}), but it was at {note.Head} (epoch {note.Epoch}): from revision {Lost(note, tail)} on "
        + "it is lost or altered. Restore from a backup, or start with --accept-loss (begins a new epoch).");

    private static ulong Lost(HeadNote note, LogTail tail) => Math.Min(note.Head, tail.Head + 1);
}
