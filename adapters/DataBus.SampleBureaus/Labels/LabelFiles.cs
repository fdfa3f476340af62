using DataBus.SampleBureaus.Files;

namespace DataBus.SampleBureaus.Labels;

/// <summary>What a bureau that grants labels drops: three nightly full lists, with the same bad rows each time.</summary>
internal sealed class LabelFiles(DropFolder folder)
{
    /// <summary>This label is in the first list only.</summary>
    public const int VanishingLabel = 5;

    private static readonly string[] _header =
        ["统一社会信用代码", "企业名称", "梯度代码", "梯度名称", "级别", "证书编号", "有效期起", "有效期止", "批次", "认定机关", "状态"];

    public void Drop(IReadOnlyList<TierLabel> labels, IReadOnlyList<IReadOnlyList<string>> badRows, TableFormat format)
    {
        for (var night = 0; night < SampleDays.Nights.Length; night++)
        {
            // One label more each night, the vanishing one in the first only.
            var shown = labels.Take(labels.Count - SampleDays.Nights.Length + 1 + night)
                .Where((_, index) => night == 0 || index != VanishingLabel);
            IReadOnlyList<string>[] rows = [.. shown.Select(label => label.Row()), .. badRows];
            var day = SampleDays.Nights[night].Digits();
            folder.Drop($"tier-labels_FULL_{day}.csv", new Table(_header, rows), format);
        }
    }
}
