using DataBus.V1;
using Google.Protobuf.Reflection;

namespace DataBus.Adapters.Templates;

/// <summary>What people are told of a column, in Chinese.</summary>
internal static class TemplateHint
{
    private const int UsualLength = 4000;

    /// <summary>The hint to a column of the key.</summary>
    public static string Of(TemplateLayout layout, KeyColumn key)
    {
        var others = layout.Keys.Count == 1 ? "必填" : $"{string.Join("、", layout.Keys.Select(one => string.Join("+", one.Headers)))} 任填一种";
        return key.Headers.Count == 2 ? $"{others}; {string.Join("与", key.Headers)}须同时填" : others;
    }

    /// <summary>The hint to a column of the content.</summary>
    public static string Of(TemplateColumn column)
    {
        if (column.IsLines)
            return $"每行一条 (Alt+Enter 换行), 各项按次序用 | 分隔: {string.Join(" | ", column.Parts.Select(part => part.Header + Bracketed(Form(part))))}";
        var parts = new[] { Need(column), Form(column), column.Field.IsRepeated ? "可填多项, 一行一项 (Alt+Enter 换行) 或用分号隔开" : "", Limits(column.Spec) };
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    private static string Need(TemplateColumn column) =>
        column.IsRequired ? "必填" : column.Spec.Required ? column.Path.Contains('.') ? "填写本组时必填" : "应填" : "选填";

    private static string Form(TemplateColumn column) => column.Field.FieldType switch
    {
        FieldType.Bool => $"{TemplateValues.Yes}或{TemplateValues.No}",
        FieldType.Message => "时间, 如 2026-01-31 09:30",
        FieldType.String => Form(column.Spec),
        _ => "整数",
    };

    private static string Form(FieldSpec spec) => spec switch
    {
        { CodeTable.Length: > 0 } => "从下拉列表选, 也可填代码",
        { Format: Format.Date } => "日期, 如 2026-01-31",
        { Format: Format.Decimal } => spec.Unit.Length > 0 ? $"数字, 单位: {spec.Unit}" : "数字",
        { Format: Format.Uscc } => "18 位统一社会信用代码",
        { Format: Format.Regno } => "15 位旧注册号",
        { Format: Format.ApplicationNumber } => "申请号, 可带点",
        { Format: Format.DocumentNumber } => "如 CN102307917B",
        { Format: Format.MaskedName } => "姓名只写姓加 **, 如 张**",
        { Format: Format.Year } => "四位年份, 如 2026",
        { Format: Format.Key } => "主体键, 如 enterprise/uscc/91120112712847285B",
        { Class: FieldClass.Personal } => "自然人姓名只写姓加 **",
        { Pattern.Length: > 0 } => $"{(spec.Unit.Length > 0 ? $"单位: {spec.Unit}, " : "")}格式如 {TemplateExample.Of(spec)}",
        _ => spec.Unit.Length > 0 ? $"单位: {spec.Unit}" : "",
    };

    private static string Limits(FieldSpec spec) => string.Join(", ", new[]
    {
        spec.Min.Length > 0 ? $"不小于 {spec.Min}" : "",
        spec.Max.Length > 0 ? $"不大于 {spec.Max}" : "",
        spec is { MaxLength: > 0 and < UsualLength, Format: Format.Unspecified, CodeTable.Length: 0, Pattern.Length: 0 } ? $"至多 {spec.MaxLength} 字" : "",
    }.Where(part => part.Length > 0));

    private static string Bracketed(string form) => form.Length > 0 ? $"({form})" : "";
}
