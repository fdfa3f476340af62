using System.Globalization;
using DataBus.Adapters.Mapping;
using DataBus.V1;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Adapters.Templates;

/// <summary>
/// What stands in a cell for a field's value, and the way back. Reading only brings what people write into the contract's form;
/// whether it is right is for the hub's rules to say.
/// </summary>
internal static class TemplateValues
{
    /// <summary>Yes, for a field that is true or false.</summary>
    public const string Yes = "是";

    /// <summary>No.</summary>
    public const string No = "否";

    private static readonly TimeSpan _shanghai = TimeSpan.FromHours(8);

    private static readonly string[] _dates = ["yyyy-MM-dd", "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    private static readonly string[] _times =
    [
        "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy/M/d H:m:s", "yyyy/M/d H:m", "yyyy年M月d日 H:m",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", .. _dates,
    ];

    /// <summary>The converters that bring a cell's text into a field.</summary>
    public static IReadOnlyList<Action<Conversion>> Converters(FieldDescriptor field)
    {
        var one = Converter(field, TemplateColumn.SpecOf(field));
        return field.IsRepeated ? [c => c.EachToMany(LineText.Items), one] : [one];
    }

    /// <summary>The text of one value.</summary>
    public static string TextOf(FieldDescriptor field, object value) => value switch
    {
        bool flag => flag ? Yes : No,
        string text => CodeTables.Find(TemplateColumn.SpecOf(field).CodeTable)?.ZhName(text) ?? text,
        Timestamp time => time.ToDateTimeOffset().ToOffset(_shanghai).ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ when field.FieldType == FieldType.Enum => field.EnumType.FindValueByNumber((int)value)?.Name ?? "",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static Action<Conversion> Converter(FieldDescriptor field, FieldSpec spec) => field.FieldType switch
    {
        FieldType.Bool => c => c.Each(YesOrNo),
        FieldType.Message => CalendarConverters.Time(_times),
        FieldType.String when CodeTables.Find(spec.CodeTable) is { } table => c => c.Each(text => table.CodeOf(text) ?? text),
        FieldType.String => Text(spec),
        _ => c => c.Each(TextConverters.HalfWidth),
    };

    private static Action<Conversion> Text(FieldSpec spec) => spec.Format switch
    {
        Format.Date => CalendarConverters.Date(_dates),
        Format.Decimal => spec.Unit == "%" ? NumberConverters.Percent : NumberConverters.Decimal([]),
        Format.Uscc => c => c.Each(TextConverters.Identifier),
        Format.ApplicationNumber => c => c.Each(DocumentConverters.Application),
        Format.DocumentNumber => c => c.Each(DocumentConverters.Number),
        Format.MaskedName => c => c.Each(MaskedName.Of),
        Format.Regno or Format.Year or Format.Currency => c => c.Each(TextConverters.HalfWidth),
        _ when spec.Class == FieldClass.Personal => Masked,
        _ when spec.Pattern.Length > 0 => c => c.Each(TextConverters.HalfWidth),
        _ => AsItIs,
    };

    private static void AsItIs(Conversion conversion)
    {
    }

    // Free text about persons: who writes a plain name there is told that it was masked.
    private static void Masked(Conversion conversion) => conversion.Each(text =>
    {
        var masked = PartyName.Mask(text);
        if (masked != text)
            conversion.Add("kit.masked_name", Severity.Warning, "", "像是自然人姓名, 已改写为姓加 **", "It looks like a person's name and was masked");
        return masked;
    });

    private static string YesOrNo(string text) => text.ToUpperInvariant() switch
    {
        Yes or "TRUE" or "1" or "Y" or "YES" or "√" => "true",
        No or "FALSE" or "0" or "N" or "NO" or "×" => "false",
        _ => text,
    };
}
