using DataBus.Hub.Entities;
using DataBus.V1;

namespace DataBus.Hub.Api;

/// <summary>Makes the reconciliation sheets of passes.</summary>
internal static class PassSheets
{
    public static PassSheet Of(string source, PassRow row)
    {
        var tallies = row.State.Tallies ?? new Tallies();
        return new PassSheet
        {
            Source = source,
            Pass = row.Pass,
            Mode = row.Mode,
            File = row.State.File,
            OpenedAt = row.OpenedAt,
            ClosedAt = row.ClosedAt,
            End = row.State.End,
            Reason = row.State.Reason,
            RowsRead = row.RowsRead,
            Tallies = tallies,
            Difference = row.ClosedAt is null ? 0 : (long)row.RowsRead - (long)(tallies.Sum + tallies.OutOfScope),
        };
    }
}
