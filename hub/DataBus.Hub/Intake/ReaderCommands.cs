using DataBus.Hub.Entities;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>What becomes of named readers; a command of the intake loop, which alone knows which rejections are open at that moment.</summary>
internal sealed class ReaderCommands(Writer writer)
{
    private const int MaxOpen = 1_000;

    /// <returns>The revision of the entry; 0 if there was nothing to enter.</returns>
    public ulong Set(ReaderSet set) => set.Act switch
    {
        ReaderActs.Rejected => Reject(set),
        ReaderActs.Closed => Close(set),
        ReaderActs.Dropped => Drop(set),
        _ => Enter(set),
    };

    private ulong Reject(ReaderSet set)
    {
        if (writer.State.FindRejection(set.Name, set.Revision) is { ClosedAt: null })
            return 0;
        return writer.State.OpenRejections(set.Name).Count < MaxOpen
            ? Enter(set)
            : throw new HubException(new Refusal(
                StatusCode.ResourceExhausted,
                "TOO_MANY_REJECTIONS",
                $"订阅名 {set.Name} 已有 {MaxOpen} 条收不下的变更未处理：应先查明原因。",
                $"{MaxOpen} rejections of {set.Name} are open already: find out why first."));
    }

    // By the hub: it may have been settled meanwhile.
    private ulong Close(ReaderSet set) => writer.State.FindRejection(set.Name, set.Revision) switch
    {
        { ClosedAt: null } => Enter(set),
        _ when set.Actor == Writer.HubActor => 0,
        null => throw HubMessages.NotFound($"{set.Name} {set.Revision}"),
        var closed => throw new HubException(new Refusal(
            StatusCode.FailedPrecondition,
            "REJECTION_CLOSED",
            $"{set.Name} 收不下的 {set.Revision} 已由 {closed.ClosedBy} 关闭：{closed.ClosedReason}",
            $"The rejection of {set.Revision} by {set.Name} was closed by {closed.ClosedBy}: {closed.ClosedReason}")),
    };

    private ulong Drop(ReaderSet set)
    {
        foreach (var open in writer.State.OpenRejections(set.Name))
            _ = Enter(new ReaderSet { Name = set.Name, Act = ReaderActs.Closed, Revision = open.Revision, Actor = set.Actor, Reason = set.Reason });
        return Enter(set);
    }

    private ulong Enter(ReaderSet set) => writer.Enter(new SourceEntry { Source = HubSource.Name, Reader = set });
}
