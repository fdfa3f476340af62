using System.Globalization;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>
/// Numbers as a workbook keeps them. It shows and keeps 15 digits: a longer whole number lost digits when it was typed. A number
/// with a fraction may be written with more of them (<c>1.1</c> as <c>1.1000000000000001</c>), which are noise of the binary number.
/// </summary>
internal static class NumberText
{
    private const int KeptDigits = 15;

    /// <summary>The number as it was typed; null if that cannot be known.</summary>
    public static string? Of(string raw)
    {
        if (!decimal.TryParse(raw, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        var whole = decimal.Truncate(Math.Abs(number)).ToString(CultureInfo.InvariantCulture);
        if (whole.Length >= KeptDigits)
            return null;
        if (raw.Count(char.IsAsciiDigit) <= KeptDigits)
            return raw;
        var places = number == 0 ? 0 : KeptDigits - (whole == "0" ? -LeadingZeros(number) : whole.Length);
        var typed = Math.Round(number, Math.Min(places, 28)).ToString(CultureInfo.InvariantCulture);
        // Only a test: the text that is taken never was a binary number.
        return Binary(typed) == Binary(raw) ? typed.Contains('.') ? typed.TrimEnd('0').TrimEnd('.') : typed : null;
    }

    /// <summary>A number that is shown as a percentage, as it is shown: <c>0.15</c> as <c>15%</c>; null if it cannot be known.</summary>
    public static string? Percent(string raw)
    {
        if (Of(raw) is not { } text)
            return null;
        var percent = (decimal.Parse(text, CultureInfo.InvariantCulture) * 100).ToString(CultureInfo.InvariantCulture);
        return $"{(percent.Contains('.') ? percent.TrimEnd('0').TrimEnd('.') : percent)}%";
    }

    private static int LeadingZeros(decimal number)
    {
        var zeros = 0;
        for (var rest = Math.Abs(number) * 10; rest < 1; rest *= 10)
            zeros++;
        return zeros;
    }

    private static double Binary(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
