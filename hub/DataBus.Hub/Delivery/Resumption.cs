using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>Finds where a subscription starts, or why it cannot go on from its bookmark.</summary>
/// <param name="Position">Where it starts.</param>
/// <param name="Chain">First 8 bytes of the chain there.</param>
/// <param name="Resync">Why it cannot be resumed; null if it can.</param>
internal sealed record Resumption(DeliveryPosition Position, ulong Chain, Resync? Resync)
{
    /// <summary>Nothing up to here is delivered, also where it shares a record with what is.</summary>
    public ulong Skip { get; init; }

    /// <summary>The last revision that is not delivered.</summary>
    public ulong Last => Math.Max(Position.Revision, Skip);

    /// <exception cref="HubException">
    /// INVALID_ARGUMENT: the bookmark cannot be read, or belongs to another request; the time or the revision is not there yet.
    /// </exception>
    public static Resumption Of(SubscribeRequest request, Filter filter, IExchangeLog log)
    {
        var head = log.Head;
        return request.StartCase switch
        {
            SubscribeRequest.StartOneofCase.Bookmark => FromBookmark(request, filter, log),
            SubscribeRequest.StartOneofCase.FromTime => TailStart.At(request.FromTime, log, filter.Name),
            SubscribeRequest.StartOneofCase.FromRevision => TailStart.After(request.FromRevision, log, filter.Name),
            SubscribeRequest.StartOneofCase.Now => new Resumption(DeliveryPosition.After(head), ChainAt(head, log), null),
            _ => new Resumption(DeliveryPosition.SnapshotUntil(head), 0, null),
        };
    }

    private static Resumption FromBookmark(SubscribeRequest request, Filter filter, IExchangeLog log)
    {
        if (Bookmark.Read(request.Bookmark) is not { } bookmark)
            throw HubMessages.Invalid("bookmark", "断点无法读出，应原样给回收到的断点。", "The bookmark cannot be read; give one back exactly as it came.");
        if (bookmark.RequestDigest != filter.BookmarkDigest && bookmark.RequestDigest != filter.RequestDigest)
            throw HubMessages.Invalid(
                "bookmark",
                "断点属于另一个订阅请求：请用原来的种类、键和分面，或者重新取快照。",
                "The bookmark belongs to another request: use the kinds, keys and facets that it came with, or start with a snapshot.");

        return new Resumption(bookmark.Position, bookmark.Chain, ReasonAgainst(bookmark, filter, log));
    }

    /// <summary>Why nobody can go on from a bookmark; null: one can.</summary>
    public static Resync? ReasonAgainst(Bookmark bookmark, Filter filter, IExchangeLog log)
    {
        var revision = bookmark.Position.Revision;
        var head = log.Head;
        if (bookmark.Epoch != log.Epoch)
            return Refuse(log, filter.Name, "EPOCH_CHANGED", "数据总线的日志已重新开始（例如从备份恢复）", "The hub's log began anew, for example by a restore");
        if (revision > head || bookmark.Position.Until > head)
            return Refuse(log, filter.Name, "BEYOND_HEAD", $"断点 {revision} 在日志末尾 {head} 之后", $"The bookmark at {revision} is beyond the head {head}");
        if (revision + 1 < log.Floor && bookmark.Position.NeedsWholeLog)
            return BelowFloor(revision, log, filter.Name);
        // Below the floor, too: a record that a trim rewrote has the chain that it had.
        if (ChainAt(revision, log) != bookmark.Chain)
            return Refuse(log, filter.Name, "HISTORY_CHANGED", $"修订 {revision} 处的日志与断点不同", $"The log at {revision} is not the one that the bookmark comes from");
        return bookmark.RightsDigest == filter.RightsDigest ? null : RightsChanged(log, filter.Name);
    }

    /// <summary>Part of what follows a revision is not kept any more.</summary>
    public static Resync BelowFloor(ulong revision, IExchangeLog log, string name) =>
        Refuse(log, name, "BELOW_FLOOR", $"{revision} 之后的一部分已经清理，现存最早为 {log.Floor}", $"Part of what follows {revision} was trimmed; the oldest kept is {log.Floor}");

    /// <summary>What the reader holds is not what its rights of now would show.</summary>
    public static Resync RightsChanged(IExchangeLog log, string name) =>
        Refuse(log, name, "RIGHTS_CHANGED", "调用者可见的内容变了（授权、归属或身份变更，databus describe 可查）", "What the caller may see has changed, by grants, ownership or the caller itself (databus describe tells)");

    // A name goes on where it stands unless it is given a start: without one it would be told the same again.
    private static Resync Refuse(IExchangeLog log, string name, string reason, string zh, string en) => new()
    {
        Reason = reason,
        MessageZh = name.Length == 0
            ? $"{zh}。请丢弃已收到的数据，不带断点重新订阅（快照）。"
            : $"{zh}。请丢弃已收到的数据，以 snapshot 为起点重新订阅；应用自己不会这样做的，由运维人员执行：databus readers seek {name} --to-snapshot --reason \"…\"。",
        MessageEn = name.Length == 0
            ? $"{en}. Throw away what was received and subscribe without a bookmark: a snapshot comes."
            : $"{en}. Throw away what was received and subscribe with the start snapshot; if the app does not do that by itself, an operator runs: databus readers seek {name} --to-snapshot --reason \"…\".",
        Floor = log.Floor,
    };

    /// <summary>First 8 bytes of the chain at a revision.</summary>
    // Bookmarks stand at the ends of records; in the middle of one there is no chain value, so it differs.
    public static ulong ChainAt(ulong revision, IExchangeLog log) =>
        log.Find(revision) is { } record && record.LastRevision == revision ? Bookmark.ChainOf(record.Chain) : 0;
}
