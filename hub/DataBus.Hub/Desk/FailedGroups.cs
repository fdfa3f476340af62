using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Desk;

/// <summary>Shows groups of failed pushes as operators see them.</summary>
internal static class FailedGroups
{
    /// <summary>One group.</summary>
    /// <param name="group">What was counted.</param>
    /// <param name="oldest">Its oldest failed push.</param>
    public static FailedGroup Of(DeskGroup group, HeldItem oldest)
    {
        var (zh, en) = Message(group.Cause, oldest);
        return new FailedGroup
        {
            Cause = group.Cause.Token,
            Rule = group.Cause.Rule,
            Field = group.Cause.Field,
            Pattern = group.Cause.Pattern,
            Count = group.Count,
            Oldest = Timestamp.FromDateTimeOffset(group.Oldest),
            Newest = Timestamp.FromDateTimeOffset(group.Newest),
            Sources = { group.Sources },
            Sample = { group.Sample },
            MessageZh = zh,
            MessageEn = en,
        };
    }

    private static (string Zh, string En) Message(DeskCause cause, HeldItem oldest)
    {
        if (cause.Rule == DeskCause.Waiting)
            return ("等待同一地址上更早的失败推送处理完毕。", "Waits for an earlier failed push of its address.");
        if (DeskCause.FirstOf(oldest) is not { } first)
            return ("已无错误，等待重放。", "Nothing is wrong with it any more; it waits to be replayed.");

        var shown = ViolationMask.Masked(first, FailedPushes.FacetOf(oldest));
        return (shown.MessageZh, shown.MessageEn);
    }
}
