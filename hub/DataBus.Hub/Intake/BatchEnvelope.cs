using DataBus.Hub.Rules;
using DataBus.V1;
using Grpc.Core;

namespace DataBus.Hub.Intake;

/// <summary>What is wrong with a batch as a whole; a status error, told with all violations at once.</summary>
internal static class BatchEnvelope
{
    public const int MaxItems = 10_000;
    public const int MaxRawBytes = 64 * 1024;
    private const string Reason = "INVALID_BATCH";
    private const int MaxPosition = 1024;
    private const int MaxFields = 2_000;
    private const int MaxPassId = 128;

    /// <exception cref="HubException">INVALID_ARGUMENT or RESOURCE_EXHAUSTED.</exception>
    public static void Demand(Batch batch)
    {
        if (batch.Items.Count > MaxItems)
            throw TooMany(batch.Items.Count);
        if (batch.Reread.Count > MaxItems)
            throw TooMany(batch.Reread.Count);
        var flaws = PositionsOf(batch).Concat(PassOf(batch.Pass)).Concat(ItemsOf(batch.Items)).Take(100).ToList();
        if (flaws.Count > 0)
            throw HubMessages.Invalid(flaws, Reason);
    }

    /// <exception cref="HubException">INVALID_ARGUMENT.</exception>
    public static void Demand(Open open)
    {
        List<RequestFlaw> flaws = [];
        if (open.Source.Length == 0)
            flaws.Add(new("source", "缺少数源名称", "the source is missing"));
        if (open.Holder.Length is 0 or > 100)
            flaws.Add(new("holder", "须为 1 到 100 个字符", "must have 1 to 100 characters"));
        if (open.Freshness is { } every && !FreshnessRange.Holds(every))
            flaws.Add(new("freshness", FreshnessRange.Zh, FreshnessRange.En));
        if (open.Columns.Count > MaxFields)
            flaws.Add(new("columns", $"最多 {MaxFields} 个字段，收到 {open.Columns.Count} 个", $"has {open.Columns.Count} fields, more than {MaxFields}"));
        if (flaws.Count > 0)
            throw HubMessages.Invalid(flaws, Reason);
    }

    private static IEnumerable<RequestFlaw> PositionsOf(Batch batch)
    {
        if (batch.PositionBefore.Length > MaxPosition)
            yield return new("position_before", $"超过 {MaxPosition} 个字符", $"has more than {MaxPosition} characters");
        if (batch.PositionAfter.Length > MaxPosition)
            yield return new("position_after", $"超过 {MaxPosition} 个字符", $"has more than {MaxPosition} characters");
    }

    private static IEnumerable<RequestFlaw> PassOf(Pass? pass)
    {
        if (pass is null)
            yield break;
        if (pass.Id.Length is 0 or > MaxPassId)
            yield return new("pass.id", $"须为 1 到 {MaxPassId} 个字符", $"must have 1 to {MaxPassId} characters");
        if (pass.Mode == PassMode.Unspecified)
            yield return new("pass.mode", "须为 FULL 或 CHANGES", "must be FULL or CHANGES");
        if (pass.Close is { End: PassEnd.Unspecified })
            yield return new("pass.close.end", "未说明如何结束", "the end is not said");
        if (pass.Close is { Absent.Count: > 0, ProvenComplete: false })
            yield return new("pass.close.absent", "只有已证实完整的全量才可申报缺失", "only a pass that is proven complete may name absent addresses");
    }

    private static IEnumerable<RequestFlaw> ItemsOf(IReadOnlyList<PushItem> items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Change is { } change && RuleSet.IsHubOnly(change))
                yield return new($"items[{i}].change", "hub 与 pending 只能由枢纽填写", "hub and pending are made by the hub alone");
            if (items[i].Raw.Length > MaxRawBytes)
                yield return new($"items[{i}].raw", $"原始行超过 {MaxRawBytes} 字节", $"the raw row has more than {MaxRawBytes} bytes");
            if (items[i].Change is null && items[i].Raw.IsEmpty && items[i].Violations.Count == 0)
                yield return new($"items[{i}]", "既无变更也无原始行", "has neither a change nor a raw row");
        }
    }

    private static HubException TooMany(int count) => new(new Refusal(
        StatusCode.ResourceExhausted,
        "BATCH_TOO_LARGE",
        $"一批最多 {MaxItems} 条,收到 {count} 条:请分批。",
        $"A batch has at most {MaxItems} items, this one has {count}: split it.")
    {
        RetryAfter = TimeSpan.Zero,
    });
}
