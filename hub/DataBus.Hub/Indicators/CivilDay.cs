using System.Globalization;

namespace DataBus.Hub.Indicators;

/// <summary>Days of the district (Asia/Shanghai), as the contract writes them.</summary>
internal static class CivilDay
{
    /// <summary>China has had one time zone without summer time since 1992; figures look no further back.</summary>
    private static readonly TimeSpan _offset = TimeSpan.FromHours(8);

    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().ToOffset(_offset).DateTime);

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Whether a day lies in a range that includes both ends; an empty end is open. Such texts compare as the days do.</summary>
    public static bool IsWithin(string day, string from, string to) =>
        string.CompareOrdinal(from, day) <= 0 && (to.Length == 0 || string.CompareOrdinal(day, to) <= 0);
}
