using System.Collections.Frozen;
using System.Globalization;

namespace DataBus.V1;

/// <summary>
/// The working days of the district: Monday to Friday, but for the State Council's yearly arrangement (<c>protos/codes/working_days.csv</c>)
/// and what operators have set on top of it.
/// </summary>
public static class WorkingDays
{
    internal const string File = "working_days.csv";
    private const string Works = "works";

    /// <summary>The days of the contract's calendar that work otherwise than their weekday says, in order; the name of each as its reason.</summary>
    public static IReadOnlyList<DaySet> All { get; } =
        [.. EmbeddedData.Rows(File, columns: 3).Select(static row => new DaySet { Day = row[0], Works = row[1] == Works, Reason = row[2] })];

    private static readonly FrozenDictionary<DateOnly, bool> _arranged = All.ToFrozenDictionary(static day => Parse(day.Day), static day => day.Works);

    /// <summary>Whether people work on a day.</summary>
    /// <param name="day">The day.</param>
    /// <param name="set">Days that operators have set; the newest word about a day is the only one of it.</param>
    public static bool IsWorking(DateOnly day, IEnumerable<DaySet> set) => IsWorking(day, ByDay(set));

    /// <summary>The day that is <paramref name="days"/> working days after a day, which itself does not count.</summary>
    /// <param name="from">The day from which to count; need not be a working day.</param>
    /// <param name="days">How many working days, from 1.</param>
    /// <param name="set">Days that operators have set; the newest word about a day is the only one of it.</param>
    public static DateOnly After(DateOnly from, int days, IEnumerable<DaySet> set)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var byDay = ByDay(set);
        var day = from;
        while (days > 0)
        {
            day = day.AddDays(1);
            if (IsWorking(day, byDay))
                days--;
        }

        return day;
    }

    /// <summary>Whether the arrangement of a year is in the contract's calendar; if not, weekends alone count as days off.</summary>
    public static bool IsArranged(int year) => _arranged.Keys.Any(day => day.Year == year);

    private static bool IsWorking(DateOnly day, Dictionary<DateOnly, bool> set) =>
        set.TryGetValue(day, out var works) || _arranged.TryGetValue(day, out works)
            ? works
            : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static Dictionary<DateOnly, bool> ByDay(IEnumerable<DaySet> set) => set.ToDictionary(static day => Parse(day.Day), static day => day.Works);

    private static DateOnly Parse(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
