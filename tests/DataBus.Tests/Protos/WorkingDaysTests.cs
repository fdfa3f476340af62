using DataBus.V1;

namespace DataBus.Tests.Protos;

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-24", 5, "2026-12-01")] // over a weekend
    [InlineData("2026-11-28", 1, "2026-11-30")] // from a Saturday
    [InlineData("2026-09-18", 1, "2026-09-20")] // a Sunday that makes up for the National Day
    [InlineData("2026-09-30", 1, "2026-10-08")] // over the National Day
    [InlineData("2026-09-30", 3, "2026-10-10")] // and to the Saturday that makes up for it
    [InlineData("2026-09-24", 2, "2026-09-29")] // over the Mid-Autumn Festival
    [InlineData("2026-02-13", 2, "2026-02-24")] // a Saturday before, then over the Spring Festival
    [InlineData("2026-12-31", 1, "2027-01-01")] // a year that is not announced: weekends alone
    [InlineData("2026-12-31", 2, "2027-01-04")]
    public void After_WorkingDays_SkipsDaysOff(string from, int days, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), WorkingDays.After(DateOnly.Parse(from), days, []));

    [Fact]
    public void After_DaysThatAreSet_GoBeforeTheContracts()
    {
        DaySet[] set = [new() { Day = "2027-01-01", Works = false }, new() { Day = "2027-01-03", Works = true }, new() { Day = "2026-10-08", Works = false }];

        Assert.Equal(new DateOnly(2027, 1, 3), WorkingDays.After(new DateOnly(2026, 12, 31), 1, set));
        Assert.Equal(new DateOnly(2026, 10, 9), WorkingDays.After(new DateOnly(2026, 9, 30), 1, set));
    }

    [Theory]
    [InlineData("2026-02-14", true)]
    [InlineData("2026-02-15", false)]
    [InlineData("2026-02-23", false)]
    [InlineData("2026-02-24", true)]
    [InlineData("2026-05-09", true)]
    [InlineData("2026-05-16", false)]
    public void IsWorking_ADayOfTheArrangement_IsAsArranged(string day, bool expected) =>
        Assert.Equal(expected, WorkingDays.IsWorking(DateOnly.Parse(day), []));

    [Fact]
    public void All_OfTheContract_AreOtherwiseThanTheirWeekdayOrHolidaysOnAWeekend()
    {
        Assert.Equal(33, WorkingDays.All.Count(day => !day.Works));
        Assert.All(
            WorkingDays.All.Where(day => day.Works),
            day => Assert.Contains(DateOnly.Parse(day.Day).DayOfWeek, (DayOfWeek[])[DayOfWeek.Saturday, DayOfWeek.Sunday]));
        Assert.True(WorkingDays.IsArranged(2026));
        Assert.False(WorkingDays.IsArranged(2027));
    }

    [Fact]
    public void Find_TheCalendar_IsNoCodeTable() => Assert.Null(CodeTables.Find("working_days"));
}
