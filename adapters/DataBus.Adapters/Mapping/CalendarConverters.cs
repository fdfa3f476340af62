using System.Globalization;

namespace DataBus.Adapters.Mapping;

/// <summary>Converters of days and instants. Civil time is Asia/Shanghai, which has had no summer time since 1991.</summary>
internal static class CalendarConverters
{
    private static readonly TimeSpan _shanghai = TimeSpan.FromHours(8);

    /// <summary>A day to <c>YYYY-MM-DD</c>.</summary>
    public static Action<Conversion> Date(IReadOnlyList<string> formats)
    {
        string[] exact = formats.Count == 0 ? ["yyyy-MM-dd"] : [.. formats];
        var wanted = string.Join(" | ", exact);
        return c => c.EachOrStay(text => ParseDate(text, exact), "kit.date", $"应为 {wanted} 的日期", $"Should be a date as {wanted}");
    }

    /// <summary>An instant to RFC 3339.</summary>
    public static Action<Conversion> Time(IReadOnlyList<string> formats)
    {
        string[] exact = [.. formats];
        var wanted = exact.Length == 0 ? "ISO 8601" : string.Join(" | ", exact);
        return c => c.EachOrStay(
            text => ParseTime(text, exact)?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
            "kit.time", $"应为 {wanted} 的时间", $"Should be a time as {wanted}");
    }

    /// <summary>Reads an instant; without an offset it is Asia/Shanghai. Null if it is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="formats">Its formats; none: ISO 8601, also a day (its beginning).</param>
    public static DateTimeOffset? ParseTime(string text, IReadOnlyList<string> formats)
    {
        string[] exact = formats.Count > 0 ? [.. formats]
            : ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];
        if (!DateTime.TryParseExact(text, exact, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            return null;
        return time.Kind == DateTimeKind.Utc ? new DateTimeOffset(time) : new DateTimeOffset(time, _shanghai);
    }

    /// <summary>The instant of a time as civil time in Asia/Shanghai; a time without a zone is civil already.</summary>
    public static DateTimeOffset Instant(DateTime time) =>
        time.Kind == DateTimeKind.Utc ? new DateTimeOffset(time).ToOffset(_shanghai) : new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), _shanghai);

    private static string? ParseDate(string text, string[] formats) =>
        DateOnly.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}
