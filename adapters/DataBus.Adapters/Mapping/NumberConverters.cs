using System.Globalization;
using System.Text.RegularExpressions;
using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>Converters of numbers. A number that a spreadsheet destroyed is never put together again.</summary>
internal static partial class NumberConverters
{
    private const string Rule = "kit.spreadsheet_number";
    private const string DestroyedZh = "数字被电子表格改成了科学计数法, 原值已失; 请按文本导出";
    private const string DestroyedEn = "A spreadsheet turned the number into scientific notation and lost its digits; export the column as text";

    /// <summary>Tells whether a text is a number in scientific notation, such as <c>2.02E+12</c>.</summary>
    public static bool IsDestroyed(string text) => Scientific().IsMatch(text);

    /// <summary>Empties a number in scientific notation, with a warning.</summary>
    public static void SpreadsheetGuard(Conversion conversion) => conversion.Each(text =>
    {
        if (!IsDestroyed(text))
            return text;
        conversion.Add(Rule, Severity.Warning, text, DestroyedZh, DestroyedEn);
        return "";
    });

    /// <summary>Plain decimal text, if wanted times a factor, exactly.</summary>
    public static Action<Conversion> Decimal(IReadOnlyList<string> arguments)
    {
        var factor = arguments.Count == 0 ? 1m : Factor(arguments[0])!.Value;
        return conversion => conversion.Each(text =>
        {
            var number = TextConverters.HalfWidth(text);
            if (IsDestroyed(number))
                conversion.Add(Rule, Severity.Error, text, DestroyedZh, DestroyedEn);
            else if (Plain(number, factor) is { } plain)
                return plain;
            else
                conversion.Add("kit.decimal", Severity.Error, text, "应为数字", "Should be a number");
            return text;
        });
    }

    /// <summary>A whole number.</summary>
    public static void Integer(Conversion conversion) => conversion.EachOrStay(
        text => TextConverters.HalfWidth(text) is var number && Whole().IsMatch(number) ? number : null,
        "kit.integer", "应为整数", "Should be a whole number");

    /// <summary>A percentage without its sign.</summary>
    public static void Percent(Conversion conversion) => conversion.EachOrStay(
        text => Plain(TextConverters.HalfWidth(text).TrimEnd('%').TrimEnd(), 1m),
        "kit.decimal", "应为百分数", "Should be a percentage");

    /// <summary>Tells whether arguments are one positive number.</summary>
    public static bool IsFactor(IReadOnlyList<string> arguments) => arguments.Count == 1 && Factor(arguments[0]) > 0;

    private static decimal? Factor(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor) ? factor : null;

    // Digits are kept as they are written: a decimal would round in silence past 29 of them.
    private static string? Plain(string text, decimal factor)
    {
        if (!Number().IsMatch(text))
            return null;
        var digits = text.Replace(",", "", StringComparison.Ordinal).TrimStart('+');
        if (factor == 1m)
            return digits;
        return digits.Length <= 20
            && decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? Short(number * factor)
            : null;
    }

    private static string Short(decimal number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    [GeneratedRegex(@"\A[+-]?[0-9]+([.][0-9]*)?[eE][+-]?[0-9]+\z")]
    private static partial Regex Scientific();

    [GeneratedRegex(@"\A[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]+)?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\A-?[0-9]{1,18}\z")]
    private static partial Regex Whole();
}
