using System.Globalization;
using DataBus.V1;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Delivery.Predicates;

/// <summary>How values of a field are read from text and compared.</summary>
/// <param name="Zh">What a value is, in Chinese.</param>
/// <param name="En">What a value is, in English.</param>
/// <param name="Read">Reads text of a request; null if it is no such value.</param>
/// <param name="Of">Reads a field's value; null if it is no such value.</param>
internal sealed record ValueType(string Zh, string En, Func<string, IComparable?> Read, Func<object, IComparable?> Of)
{
    public bool IsOrdered { get; private init; } = true;

    public bool IsText { get; private init; }

    /// <summary>The type of a field; null for one whose values are no single things (messages, bytes).</summary>
    public static ValueType? OfField(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String when FormatOf(field) == Format.Decimal => new("金额或数值", "decimal number", Decimal, static value => Decimal((string)value)),
        FieldType.String when FormatOf(field) == Format.Date =>
            new("存在的日期（YYYY-MM-DD）", "day that exists, YYYY-MM-DD", Day, static value => (string)value) { IsText = true },
        FieldType.String when FormatOf(field) == Format.Year => new("年份（四位数字）", "year of four digits", Year, static value => (string)value) { IsText = true },
        FieldType.String => new("文本", "text", static text => text, static value => (string)value) { IsText = true },
        FieldType.Bool => new("true 或 false", "true or false", Boolean, static value => (bool)value) { IsOrdered = false },
        FieldType.Enum => OfEnum(field.EnumType),
        FieldType.Message when field.MessageType == Timestamp.Descriptor =>
            new("时间（例如 2026-11-25T08:00:00+08:00）", "time, such as 2026-11-25T08:00:00+08:00", Time, static value => ((Timestamp)value).ToDateTimeOffset()),
        FieldType.Message or FieldType.Group or FieldType.Bytes => null,
        _ => new("数值", "number", Decimal, static value => Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
    };

    /// <summary>Compares two values of this type; text by its characters.</summary>
    public int Compare(IComparable one, IComparable other) =>
        IsText ? string.CompareOrdinal((string)one, (string)other) : one.CompareTo(other);

    private static ValueType OfEnum(EnumDescriptor names)
    {
        var all = string.Join(", ", names.Values.Select(static value => value.Name));
        return new(
            $"这些值之一：{all}",
            $"one of {all}",
            text => names.FindValueByName(text)?.Number,
            static value => (int)value)
        { IsOrdered = false };
    }

    private static Format FormatOf(FieldDescriptor field) => field.GetOptions()?.GetExtension(OptionsExtensions.Field)?.Format ?? Format.Unspecified;

    private static IComparable? Decimal(string text) => DecimalText.IsValid(text)
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Days and years are compared as the texts that they are.
    private static string? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? text : null;

    private static string? Year(string text) => text.Length == 4 && text.All(char.IsAsciiDigit) ? text : null;

    private static IComparable? Boolean(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => null,
    };

    private static IComparable? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
