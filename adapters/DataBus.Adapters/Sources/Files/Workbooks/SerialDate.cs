using System.Globalization;

namespace DataBus.Adapters.Sources.Files.Workbooks;

/// <summary>Days and times that a workbook keeps as numbers, converted exactly.</summary>
internal static class SerialDate
{
    // The 1900 system knows a 29 February 1900 (serial 60), which never was; numbers above it are one too high.
    private const int NoDay = 60;
    private const int SecondsOfDay = 86_400;

    private static readonly DateTime _before1900 = new(1899, 12, 31);
    private static readonly DateTime _first1904 = new(1904, 1, 1);
    private static readonly int _last1904 = (DateTime.MaxValue.Date - _first1904).Days;
    private static readonly int _last1900 = (DateTime.MaxValue.Date - _before1900).Days + 1;

    /// <summary>A serial as <c>YYYY-MM-DD</c>, with its time of day to the second if it has one; null if it is no day.</summary>
    /// <param name="raw">The number as the workbook has it.</param>
    /// <param name="is1904">True: the workbook counts from 1904-01-01 as 0.</param>
    public static string? Text(string raw, bool is1904)
    {
        if (!decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial) || serial < 0)
            return null;
        // A time of day is a fraction that a binary number cannot hold: the second is what it stands for.
        var seconds = Math.Round(serial * SecondsOfDay);
        var days = (int)Math.Min(seconds / SecondsOfDay, int.MaxValue);
        if (Day(days, is1904) is not { } day)
            return null;
        var time = day.AddSeconds((double)(seconds % SecondsOfDay));
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private static DateTime? Day(int days, bool is1904)
    {
        if (is1904)
            return days <= _last1904 ? _first1904.AddDays(days) : null;
        return days is not (0 or NoDay) && days <= _last1900 ? _before1900.AddDays(days > NoDay ? days - 1 : days) : null;
    }
}
