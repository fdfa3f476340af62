using DataBus.Hub.Log;
using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Delivery;

/// <summary>Finds where a tail begins that was asked for by a revision or a time.</summary>
internal static class TailStart
{
    /// <summary>Refuses a time that has not come: what would be there is not known.</summary>
    /// <exception cref="HubException">INVALID_ARGUMENT, naming the head.</exception>
    public static void DemandPast(SubscribeRequest request, ulong head, TimeProvider time)
    {
        if (request.FromTime is not { } from)
            return;
        var now = Timestamp.FromDateTimeOffset(time.GetUtcNow());
        if (!IsInRange(from) || from > now)
            throw HubMessages.Invalid(
                "from_time",
                $"不是已经过去的时刻：枢纽现在是 {DistrictTime.Text(time.GetUtcNow())}（北京时间），日志末端为 {head}。",
                $"It is no time that has passed: the hub's clock is at {DistrictTime.Text(time.GetUtcNow())} (+08:00), the head at {head}.");
    }

    /// <summary>The tail behind a revision.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="log">The log.</param>
    /// <param name="name">Who asks by a durable name, for what is said if it is not kept any more.</param>
    /// <exception cref="HubException">INVALID_ARGUMENT: it is beyond the head.</exception>
    public static Resumption After(ulong revision, IExchangeLog log, string name = "")
    {
        var head = log.Head;
        if (revision > head)
            throw HubMessages.Invalid(
                "from_revision", $"{revision} 在日志末端 {head} 之后。", $"{revision} is beyond the head {head}.");
        if (revision + 1 < log.Floor)
            return new Resumption(DeliveryPosition.After(revision), 0, Resumption.BelowFloor(revision, log, name));
        // Bookmarks stand at the ends of records: it stands before the one that covers the revision, and leaves out what is not asked for.
        var record = log.Find(revision);
        var end = record is null || record.LastRevision == revision ? revision : record.FirstRevision - 1;
        return new Resumption(DeliveryPosition.After(end), Resumption.ChainAt(end, log), null) { Skip = revision };
    }

    /// <summary>The tail from the first revision on that was committed at or after a time.</summary>
    public static Resumption At(Timestamp from, IExchangeLog log, string name = "")
    {
        var (first, isOldest) = CommitTimes.FirstAtOrAfter(from, log);
        // What was committed before the floor may have been at or after that time too.
        return isOldest && log.Floor > 1
            ? new Resumption(DeliveryPosition.After(first - 1), 0, Resumption.BelowFloor(first - 1, log, name))
            : After(first - 1, log, name);
    }

    private static bool IsInRange(Timestamp at) =>
        at.Seconds is >= -62_135_596_800 and <= 253_402_300_799 && at.Nanos is >= 0 and < 1_000_000_000;
}
