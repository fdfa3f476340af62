using System.Globalization;

namespace DataBus.SampleBureaus;

/// <summary>Fixed days, so that the same seed gives the same bytes on any day.</summary>
internal static class SampleDays
{
    /// <summary>As-of of the three nightly full files, rising.</summary>
    public static readonly DateOnly[] Nights = [new(2026, 11, 18), new(2026, 11, 19), new(2026, 11, 20)];

    /// <summary>As-of of what comes after the last full file.</summary>
    public static readonly DateOnly Today = new(2026, 11, 21);

    /// <summary>Civil time of the bureaus, without daylight saving.</summary>
    public static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day as file names have it.</summary>
    public static string Digits(this DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
