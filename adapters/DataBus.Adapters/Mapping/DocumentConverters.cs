namespace DataBus.Adapters.Mapping;

/// <summary>Converters of patent numbers.</summary>
internal static class DocumentConverters
{
    private const int DigitsOfApplication = 9;

    /// <summary>An application number without <c>ZL</c>, <c>CN</c>, dot and spaces; a destroyed one is emptied, with a warning.</summary>
    public static void ApplicationNumber(Conversion conversion)
    {
        NumberConverters.SpreadsheetGuard(conversion);
        conversion.Each(Application);
    }

    /// <summary>An application number in its one way of writing.</summary>
    public static string Application(string text)
    {
        var number = Number(text).Replace(".", "", StringComparison.Ordinal);
        return number.Length > DigitsOfApplication && (number.StartsWith("ZL", StringComparison.Ordinal) || number.StartsWith("CN", StringComparison.Ordinal))
            ? number[2..]
            : number;
    }

    /// <summary>A document number in its one way of writing.</summary>
    public static string Number(string text) =>
        TextConverters.HalfWidth(text).ToUpperInvariant().Replace(" ", "", StringComparison.Ordinal);

    /// <summary>A document number without its kind letter, so that the A and B publications of a patent meet.</summary>
    public static string Base(string text)
    {
        var number = Number(text);
        var end = number.Length;
        if (end > 2 && char.IsAsciiDigit(number[end - 1]) && char.IsAsciiLetterUpper(number[end - 2]))
            return number[..(end - 2)];
        return end > 1 && char.IsAsciiLetterUpper(number[end - 1]) ? number[..(end - 1)] : number;
    }
}
