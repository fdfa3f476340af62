using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>What a meeting may be refused for.</summary>
internal static class PlanRefusals
{
    public static HubException NotReady() => new(new Refusal(
        StatusCode.Unavailable, "FIGURES_NOT_READY",
        "数据总线刚启动，指标还没有算好，请稍后再试。", "The hub has just started and its figures are not ready; try again in a moment.")
    { RetryAfter = TimeSpan.FromSeconds(1) });

    /// <exception cref="HubException">ALREADY_EXISTS: there is such a meeting.</exception>
    public static void DemandNew(Slot? slot, string number)
    {
        if (slot is { IsLive: true })
            throw new HubException(new Refusal(
                StatusCode.AlreadyExists, "MEETING_FROZEN",
                $"会议 {number} 已经冻结过，冻结的数字不再改变；请用别的编号。",
                $"The meeting {number} was frozen before, and what is frozen stays so; take another number."));
    }

    /// <exception cref="HubException">INVALID_ARGUMENT: everything that holds the change.</exception>
    public static void Demand(IReadOnlyList<Violation> violations)
    {
        if (violations.Hold())
            throw HubMessages.Invalid(
            [
                .. violations
                    .Where(static one => one.Severity == Severity.Error)
                    .Select(static one => new RequestFlaw(one.Field, one.MessageZh, one.MessageEn)),
            ]);
    }
}
