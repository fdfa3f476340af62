using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations;

/// <summary>
/// Compares heads that were kept outside the hub with the log. The check of the chain finds what was altered; only this finds a log that
/// was altered and chained anew by who may write its files.
/// </summary>
internal static class KeptHeads
{
    private const int Max = 10_000;

    private const int ChainSize = 32;

    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(IReadOnlyList<ChainHead> heads)
    {
        if (heads.Count > Max)
            throw HubMessages.Invalid("against", $"有 {heads.Count} 个链头，最多 {Max} 个。", $"There are {heads.Count} heads; at most {Max} are allowed.");
        for (var i = 0; i < heads.Count; i++)
        {
            if (heads[i].Chain.Length != ChainSize || heads[i].Revision == 0)
                throw HubMessages.Invalid($"against[{i}]", $"链头应有修订号和 {ChainSize} 字节的链值。", $"A head has a revision and a chain of {ChainSize} bytes.");
        }
    }

    /// <summary>Says which of the heads is not the log's own, the oldest first; null if all are.</summary>
    public static string? Problem(IEnumerable<ChainHead> heads, IExchangeLog log) =>
        heads.OrderBy(static head => head.Revision).Select(head => Problem(head, log)).FirstOrDefault(static problem => problem is not null);

    private static string? Problem(ChainHead head, IExchangeLog log)
    {
        if (log.Find(head.Revision) is { } record && record.LastRevision == head.Revision && record.Chain.Span.SequenceEqual(head.Chain.Span))
            return null;
        var tail = log.Tail;
        return head.Epoch != tail.Epoch && head.Revision >= tail.EpochAt
            ? $"修订号 {head.Revision} 处留存的链头属于纪元 {head.Epoch}；现纪元 {tail.Epoch} 始于 {tail.EpochAt}，其间的内容已失去。"
                + $" The head kept at {head.Revision} is of the epoch {head.Epoch}; that of now, {tail.Epoch}, began at {tail.EpochAt}: what was between is lost."
            : $"修订号 {head.Revision} 处的链值与留存的链头不符：该处或更早的内容曾被改写。"
                + $" The chain at {head.Revision} is not the one that was kept: what is there, or before, was rewritten.";
    }
}
