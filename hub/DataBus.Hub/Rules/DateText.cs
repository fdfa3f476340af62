using System.Globalization;

namespace DataBus.Hub.Rules;

/// <summary>Civil dates as the contract writes them: <c>YYYY-MM-DD</c>, an existing day; ASCII only.</summary>
internal static class DateText
{
    private const string Pattern = "yyyy-MM-dd";

    /// <summary>The day, or null if the text is none.</summary>
    public static DateOnly? Read(string text) =>
        text.Length == Pattern.Length && DateOnly.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}
