using Grpc.Core;
using RocksDbSharp;

namespace DataBus.Hub.Log;

/// <summary>What is said when stored data is not what it should be: nobody but an operator with a backup can mend it.</summary>
internal static class LogDamage
{
    /// <summary>RocksDB cannot read; its text names the file.</summary>
    public static HubException Unreadable(RocksDbException cause) => Refuse(
        "LOG_DAMAGED",
        $"日志的数据文件无法读取:{cause.Message}。请从备份恢复。",
        $"A data file of the log cannot be read: {cause.Message}. Restore from a backup.",
        cause);

    /// <summary>A record is missing, malformed or in the wrong place.</summary>
    public static HubException At(ulong revision) => At(revision, "此处没有完好的记录", "no sound record is there");

    /// <summary>Something else is wrong at a revision.</summary>
    public static HubException At(ulong revision, string zh, string en) => Refuse(
        "LOG_DAMAGED",
        $"日志在修订号 {revision} 处损坏:{zh}。请从备份恢复。",
        $"The log is damaged at revision {revision}: {en}. Restore from a backup.");

    /// <summary>DATA_LOSS with a reason of its own.</summary>
    public static HubException Refuse(string reason, string zh, string en, Exception? cause = null) =>
        new(new Refusal(StatusCode.DataLoss, reason, zh, en), cause);
}
