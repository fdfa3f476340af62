namespace DataBus.SampleBureaus.Labels;

/// <summary>One kind of label: how many hold it, in which years it was granted and for how many years it is valid.</summary>
internal sealed record LabelKind(
    string Code, string Name, string Level, int Count, (int First, int Last, int Validity) Years, string Agency)
{
    /// <summary>Labels of the science bureau; sizes near those of the district, so that figures look like its progress.</summary>
    public static readonly IReadOnlyList<LabelKind> Science =
    [
        // Valid for a year in truth; two here, so that the sample does not run out at the turn of the year.
        new("T1", "科技型中小企业", "国家级", 470, (2026, 2026, 2), "科学技术部"),
        new("T2", "高新技术企业", "国家级", 210, (2023, 2025, 3), "天津市科学技术局"),
        new("T3", "科技领军企业", "市级", 14, (2024, 2025, 3), "天津市科学技术局"),
        new("T3a", "雏鹰企业", "市级", 60, (2025, 2026, 2), "天津市科学技术局"),
        new("T3b", "天津市猎豹企业", "市级", 6, (2025, 2026, 3), "天津市科学技术局"),
    ];

    /// <summary>Labels of the industry bureau.</summary>
    public static readonly IReadOnlyList<LabelKind> Industry =
    [
        new("M1", "创新型中小企业", "市级", 160, (2024, 2026, 3), "天津市工业和信息化局"),
        new("M2", "专精特新中小企业", "市级", 90, (2024, 2026, 3), "天津市工业和信息化局"),
        new("M2+", "专精特新“小巨人”企业", "国家级", 19, (2024, 2025, 3), "工业和信息化部"),
        new("M3", "制造业单项冠军", "国家级", 4, (2024, 2025, 3), "工业和信息化部"),
        new("M3", "制造业单项冠军", "市级", 7, (2024, 2026, 3), "天津市工业和信息化局"),
    ];
}
