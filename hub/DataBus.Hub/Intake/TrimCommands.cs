using DataBus.Hub.Log;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>The entries of a trim; commands of the intake loop, which alone appends. The records are rewritten outside of it.</summary>
internal sealed class TrimCommands(Writer writer, IExchangeLog log)
{
    public ulong Enter(CheckpointBody entry)
    {
        if (entry.Begun is { } begun)
        {
            Demand(begun.Floor);
            begun.At = writer.Now();
        }
        else
        {
            entry.Finished.At = writer.Now();
        }
        return writer.Log.Add(entry);
    }

    private void Demand(ulong floor)
    {
        if (!log.Trim.IsFinished)
            throw new HubException(new Refusal(
                StatusCode.FailedPrecondition,
                "TRIM_RUNNING",
                $"修订号 {log.Trim.Entry} 开始的清理还没有完成；请等它完成后再试。",
                $"The trim that began with entry {log.Trim.Entry} is not done yet; try again when it is."));
        if (floor <= log.Floor || floor > log.Head)
            throw new HubException(new Refusal(
                StatusCode.FailedPrecondition,
                "FLOOR_NOT_ABOVE",
                $"清理下限 {floor} 应高于现在的 {log.Floor}，且不超过日志末尾 {log.Head}。",
                $"The floor {floor} must be above that of now, {log.Floor}, and at most the head, {log.Head}."));
    }
}
