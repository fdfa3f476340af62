using DataBus.V1;

namespace DataBus.Adapters.Sources;

/// <summary>Closes a full read: what it did not meet counts as absent only if it is proven complete.</summary>
internal static class FullClose
{
    /// <summary>Makes the close.</summary>
    /// <param name="rows">Rows read.</param>
    /// <param name="proof">Rows that there should be, as the source itself counts them; null: it does not tell.</param>
    /// <param name="live">What the read met.</param>
    /// <param name="covered">The facet kinds that were read whole; null: all.</param>
    /// <param name="oddity">Why the proof does not count all the same; null if it does.</param>
    public static PassClose Of(ulong rows, ulong? proof, LiveAddresses live, IReadOnlySet<string>? covered, string? oddity = null)
    {
        var close = new PassClose { End = PassEnd.Whole, RowsRead = rows };
        if (oddity is not null)
            close.Reason = oddity;
        else if (proof is not null && proof != rows)
            close.Reason = $"应有 {proof} 行, 实有 {rows} 行: 不完整, 不作删除 / {proof} rows announced, {rows} read: not complete, nothing is deleted";
        else if (proof == rows && live.Absent(covered) is { } absent)
        {
            close.ProvenComplete = true;
            close.Absent.AddRange(absent);
            close.Covers.AddRange(covered?.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>());
        }
        else if (proof == rows)
            close.Reason = "缺少的地址太多, 一次推送放不下, 不作删除; 请核对来源 / too many addresses are absent for one push, nothing is deleted; check the source";
        return close;
    }
}
