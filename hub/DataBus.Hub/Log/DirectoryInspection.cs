using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Log;

/// <summary>Looks at a data directory before it is opened, and says whether its log may go on as the one that it was.</summary>
internal static class DirectoryInspection
{
    /// <summary>Demands that the directory can be used. Changes nothing there.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="acceptLoss">Do not refuse what is lost.</param>
    /// <param name="newEpoch">The operator asks for a new epoch.</param>
    /// <returns>Why a new epoch must begin; null if it must not.</returns>
    /// <exception cref="HubException">DATA_FORMAT_NEWER, RESTORE_UNFINISHED, DATA_COPIED, or what is lost; with what to do.</exception>
    public static NewEpoch? Demand(string directory, bool acceptLoss, bool newEpoch)
    {
        var note = DirectoryNote.Read(directory);
        DirectoryNote.DemandFormat(directory, note?.Format ?? DirectoryNote.CurrentFormat);
        var restored = RestoredMark.Read(directory);
        var isLossAccepted = LogInspection.Demand(directory, acceptLoss);
        if (restored is not null)
            return new NewEpoch(EpochCause.Restored, restored.MadeAt);
        if (isLossAccepted)
            return new NewEpoch(EpochCause.LossAccepted);
        if (newEpoch)
            return new NewEpoch(EpochCause.Operator);
        return DirectoryHome.Differ(note?.Home, DirectoryHome.Of(directory)) ? throw Copied(directory) : null;
    }

    private static HubException Copied(string directory) => new(new Refusal(
        StatusCode.FailedPrecondition,
        "DATA_COPIED",
        $"数据目录 {directory} 是另一个目录的副本：副本里的修订号，可能已在原目录里以别的内容发出。请用 --new-epoch 启动（开始新纪元，订阅方重新取快照）；"
        + "若原目录仍在使用，请改用它。",
        $"The data directory {directory} is a copy of another: the revisions to come may have gone out from that one already, with other content. Start "
        + "with --new-epoch (begins a new epoch; readers take a snapshot again); if the other one is still in use, use that."));
}
