namespace DataBus.SampleBureaus.Platforms;

/// <summary>A kind of platform: how many are certified in the last list. The first three are those of JN-17, JN-18 and JN-19.</summary>
internal sealed record PlatformKind(string Name, string Level, string Prefix, int Count, string Agency)
{
    public static readonly IReadOnlyList<PlatformKind> All =
    [
        new("企业技术中心", "市级", "QJ", 31, "天津市工业和信息化局"),
        new("企业重点实验室", "市级", "ZS", 3, "天津市科学技术局"),
        new("工程研究中心", "市级", "GC", 4, "天津市发展和改革委员会"),
        new("企业技术中心", "国家级", "GQ", 3, "国家发展和改革委员会"),
        new("概念验证中心", "市级", "GN", 2, "天津市科学技术局"),
        new("中试平台", "市级", "ZP", 4, "天津市科学技术局"),
        new("孵化器", "市级", "FH", 6, "天津市科学技术局"),
        new("众创空间", "市级", "ZC", 8, "天津市科学技术局"),
        new("大学科技园", "市级", "DX", 4, "天津市科学技术局"),
        new("产业主题园区", "市级", "ZT", 4, "天津市工业和信息化局"),
        new("技术转移机构", "市级", "JZ", 5, "天津市科学技术局"),
        new("创新联合体", "市级", "CL", 1, "天津市科学技术局"),
    ];
}
