using DataBus.V1;

namespace DataBus.Cli.Failed;

/// <summary>Failed pushes, a row each.</summary>
internal static class ItemTable
{
    public static void Show(CliContext context, IEnumerable<FailedPush> items) => context.Output.Table(
        context.Texts.IsChinese
            ? ["编号", "状态", "数源", "行", "地址", "规则", "值", "原因", "标记"]
            : ["id", "state", "source", "row", "address", "rule", "value", "reason", "marks"],
        items.Select(item => Row(item, context.Texts)));

    private static IReadOnlyList<string> Row(FailedPush item, Texts texts)
    {
        var first = ItemText.FirstOf(item);
        return
        [
            $"{item.Id}", ItemText.StateOf(item.State, texts), item.Source, $"{item.Row}", ItemText.AddressOf(item), first.Rule, first.Value,
            ItemText.MessageOf(first, texts), string.Join(' ', Marks(item, texts)),
        ];
    }

    // What an operator must not overlook in a list, each with its number or day.
    private static IEnumerable<string> Marks(FailedPush item, Texts texts)
    {
        if (item.PatchedFields.Count > 0)
            yield return texts["mark.patched"];
        if (item.Releasable)
            yield return texts["mark.releasable"];
        if (item.Attempts > 0)
            yield return texts.Format("mark.attempts", item.Attempts);
        if (item.WaitsFor > 0)
            yield return texts.Format("mark.waits-for", item.WaitsFor);
        if (item.Due.Length > 0)
            yield return texts.Format("mark.due", item.Due);
        if (item.Correction != CorrectionState.Unspecified)
            yield return texts.Format("mark.correction", texts.Word("correction", $"{item.Correction}".ToLowerInvariant()));
        if (item.ReviewDue is { } review)
            yield return texts.Format("mark.review", DistrictTime.Text(review));
        if (item.ProposedBy.Length > 0)
            yield return texts.Format("mark.proposed", item.ProposedBy);
    }
}
