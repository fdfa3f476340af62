using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Cli.Catalogue;

/// <summary>What the contract's declarations are called in the catalogue, which is Chinese whatever the reader's language.</summary>
internal static class FieldTexts
{
    private const string Timestamp = "google.protobuf.Timestamp";

    public static string EntityOf(Kind kind) => kind switch
    {
        Kind.Enterprise => "企业（法人和其他组织）",
        Kind.Platform => "平台",
        Kind.Achievement => "成果",
        Kind.Indicator => "指标和任务",
        _ => throw new InvalidOperationException($"No text for the kind {kind}."),
    };

    public static string SharingOf(SharingClass sharing) => sharing switch
    {
        SharingClass.Unconditional => "无条件共享",
        SharingClass.Conditional => "有条件共享",
        SharingClass.NotShared => "不予共享",
        _ => throw new InvalidOperationException($"No text for the sharing class {sharing}."),
    };

    public static string ClassOf(FieldClass of) => of switch
    {
        FieldClass.Unspecified => "随分面",
        FieldClass.Personal => "个人信息（掩码）",
        FieldClass.Closed => "涉税保密",
        _ => throw new InvalidOperationException($"No text for the field class {of}."),
    };

    public static string FormatOf(Format format) => format switch
    {
        Format.Unspecified => "",
        Format.Date => "日期 YYYY-MM-DD",
        Format.Decimal => "十进制数，至多 6 位小数",
        Format.Uscc => "统一社会信用代码（GB 32100-2015），18 位",
        Format.Regno => "旧注册号（GS 15-2006），15 位",
        Format.ApplicationNumber => "专利申请号（ZC 0006-2003），不带点",
        Format.DocumentNumber => "专利公开（公告）号",
        Format.MaskedName => "掩码姓名：姓加 **",
        Format.Year => "年份，四位",
        Format.Currency => "币种代码（ISO 4217）",
        Format.Key => "主体键：种类/编号方案/编号",
        _ => throw new InvalidOperationException($"No text for the format {format}."),
    };

    /// <summary>Whether a field has fields of its own in the catalogue.</summary>
    public static bool IsMessage(FieldDescriptor field) => field.FieldType == FieldType.Message && field.MessageType.FullName != Timestamp;

    public static string TypeOf(FieldDescriptor field) => field.IsRepeated ? $"{TypeOfOne(field)}列表" : TypeOfOne(field);

    /// <summary>Length, pattern and bounds as one text.</summary>
    public static string RangeOf(FieldSpec spec) => string.Join("；", Ranges(spec));

    private static string TypeOfOne(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => "文本",
        FieldType.Bool => "是否",
        FieldType.Int32 or FieldType.Int64 or FieldType.UInt32 or FieldType.UInt64 => "整数",
        FieldType.Message when field.MessageType.FullName == Timestamp => "时间",
        FieldType.Message => "组合",
        _ => throw new InvalidOperationException($"No text for the type {field.FieldType} of {field.FullName}."),
    };

    private static IEnumerable<string> Ranges(FieldSpec spec)
    {
        if (spec.MaxLength > 0)
            yield return $"至多 {spec.MaxLength} 字";
        if (spec.Pattern.Length > 0)
            yield return $"形如 {spec.Pattern}";
        if (spec.Min.Length > 0)
            yield return $"不小于 {spec.Min}";
        if (spec.Max.Length > 0)
            yield return $"不大于 {spec.Max}";
    }
}
