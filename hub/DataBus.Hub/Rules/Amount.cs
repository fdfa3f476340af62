using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Rules;

/// <summary>Decimal text as an exact number. More digits than <see cref="decimal"/> holds are no number here: it would round in silence.</summary>
internal static class Amount
{
    /// <summary>Most digits before the point: with 6 behind it, all that <see cref="decimal"/> holds exactly.</summary>
    public const int IntegerDigits = 22;

    /// <summary>The number, or null if the text is none.</summary>
    public static decimal? Read(string text) =>
        IsSound(text) ? decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : null;

    public static bool IsSound(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var whole = text.AsSpan(0, point < 0 ? text.Length : point).TrimStart('-');
        return DecimalText.IsValid(text) && whole.Length <= IntegerDigits;
    }
}
