using DataBus.Hub.Entities;
using DataBus.Hub.Indicators;
using DataBus.V1;

namespace DataBus.Hub.Intake.Jobs;

/// <summary>The day by which a bureau is expected to have corrected what was returned.</summary>
internal static class DueDays
{
    private const uint Usual = 5;

    /// <summary>So many working days from today; 0: the usual five.</summary>
    public static string Of(uint workingDays, TimeProvider time, HubTables tables) =>
        CivilDay.Text(WorkingDays.After(CivilDay.Today(time), (int)(workingDays == 0 ? Usual : workingDays), tables.Days));
}
