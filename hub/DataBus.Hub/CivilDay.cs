using System.Globalization;

namespace DataBus.Hub;

/// <summary>Days of the district (Asia/Shanghai), as the contract writes them.</summary>
internal static class CivilDay
{
    private const string Format = "yyyy-MM-dd";

    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(Now(time));

    /// <summary>How long it is until the next day begins.</summary>
    public static TimeSpan UntilTomorrow(TimeProvider time) => TimeSpan.FromDays(1) - Now(time).TimeOfDay;

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The first day of a range; an empty one is open.</summary>
    public static DateOnly From(string text) => text.Length == 0 ? DateOnly.MinValue : Parse(text);

    /// <summary>The last day of a range; an empty one is open.</summary>
    public static DateOnly To(string text) => text.Length == 0 ? DateOnly.MaxValue : Parse(text);

    private static DateOnly Parse(string text) => DateOnly.ParseExact(text, Format, CultureInfo.InvariantCulture);

    private static DateTime Now(TimeProvider time) => DistrictTime.Of(time.GetUtcNow()).DateTime;
}
