using System.Globalization;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>The days of a year that work otherwise than their weekday says.</summary>
internal static class CalendarDays
{
    /// <summary>The contract's days and those that operators have set, which take their place, in order.</summary>
    public static IEnumerable<DayState> Of(uint year, IReadOnlyCollection<DaySet> set)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"{year:0000}-");
        var own = set.Select(static day => new DayState { Day = day, Set = true });
        var contract = WorkingDays.All.ExceptBy(set.Select(static day => day.Day), static day => day.Day).Select(static day => new DayState { Day = day });
        return own.Concat(contract)
            .Where(state => state.Day.Day.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(static state => state.Day.Day, StringComparer.Ordinal);
    }
}
