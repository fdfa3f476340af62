using System.Globalization;
using DataBus.Adapters.Mapping;

namespace DataBus.Adapters.Sources.Sql;

/// <summary>Values of a database as texts: exact, civil, the same on every machine.</summary>
internal static class SqlText
{
    /// <summary>The text of a value; null if it is NULL.</summary>
    /// <param name="value">The value as its driver gives it.</param>
    /// <param name="isDay">True: a time of which only the day counts.</param>
    public static string? Of(object? value, bool isDay = false) => value switch
    {
        null or DBNull => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        byte[] bytes => Convert.ToHexStringLower(bytes),
        DateTime day when isDay => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Utc } time => Of(CalendarConverters.Instant(time)),
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeSpan time => Span(time),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    // Hours may be more than a day's: MySQL's TIME is a length.
    private static string Span(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture, $"{(time < TimeSpan.Zero ? "-" : "")}{(long)Math.Abs(time.TotalHours):00}:{time.Duration():mm\\:ss\\.FFFFFFF}").TrimEnd('.');
}
