using DataBus.V1;
using Fare;
using Google.Protobuf.Reflection;

namespace DataBus.Adapters.Templates;

/// <summary>The example of a template: a value of the right form for each column.</summary>
internal static class TemplateExample
{
    private static readonly Dictionary<string, string> _keys = new()
    {
        ["uscc"] = "91120112712847285B",
        ["regno"] = "120112000012349",
        ["patent"] = "CN102307917",
        ["cert"] = "天津市科技局:2026001",
        ["contract"] = "天津市技术市场:2026120112000001",
        ["project"] = "区科技局:JBGS-2026-01",
        ["code"] = "JN-01",
    };

    /// <summary>The texts of the example in the columns of a layout; the best kind of key is filled.</summary>
    public static IReadOnlyList<string> Of(TemplateLayout layout)
    {
        var keys = layout.Keys.SelectMany((key, place) =>
            place == 0 ? key.Split(KeyOf(key.Scheme), "") : key.Headers.Select(_ => ""));
        return [TemplateLayout.ExampleMark, .. keys, .. layout.Fields.Select(Of)];
    }

    /// <summary>The value of an example's key.</summary>
    public static string KeyOf(string scheme) => _keys.GetValueOrDefault(scheme, "2026-0001");

    /// <summary>A value of the form that a declaration asks for.</summary>
    public static string Of(FieldSpec spec) => spec switch
    {
        { CodeTable.Length: > 0 } => CodeTables.Find(spec.CodeTable)!.Entries[0].Zh,
        { Format: Format.Date } => "2026-01-31",
        { Format: Format.Decimal } => Number(spec),
        { Format: Format.Uscc } => _keys["uscc"],
        { Format: Format.Regno } => _keys["regno"],
        { Format: Format.ApplicationNumber } => "2018216451207",
        { Format: Format.DocumentNumber } => "CN102307917B",
        { Format: Format.MaskedName } => "张**",
        { Format: Format.Year } => "2026",
        { Format: Format.Currency } => "CNY",
        { Format: Format.Key } => Key(spec),
        { Pattern.Length: > 0 } => new Xeger(spec.Pattern, new Random(1)).Generate(),
        _ => spec.Zh.Length > 0 ? $"（{spec.Zh}）" : "（文字）",
    };

    private static string Of(TemplateColumn column)
    {
        if (column.IsLines)
            return string.Join(" | ", column.Parts.Select(part => LineText.Escape(Of(part))));
        return column.Field.FieldType switch
        {
            FieldType.Bool => TemplateValues.Yes,
            FieldType.Message => "2026-01-31 09:30",
            FieldType.String => Of(column.Spec),
            _ => "1",
        };
    }

    private static string Key(FieldSpec spec) => spec.Pattern.Split('/')[0] switch
    {
        "achievement" => "achievement/patent/CN102307917",
        "platform" => "platform/cert/天津市科技局:2026001",
        "indicator" => "indicator/code/JN-01",
        _ => "enterprise/uscc/91120112712847285B",
    };

    private static string Number(FieldSpec spec) => spec.Max.Length > 0 ? spec.Max : spec.Min.Length > 0 && spec.Min != "0" ? spec.Min : "100";
}
