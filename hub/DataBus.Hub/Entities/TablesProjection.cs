using DataBus.V1;
using Google.Protobuf.WellKnownTypes;

namespace DataBus.Hub.Entities;

/// <summary>What entries about codes, severities, planned transfers and days do to the hub's tables.</summary>
internal sealed class TablesProjection(IViewState state)
{
    public void Apply(SourceEntry entry)
    {
        var tables = state.Tables();
        tables.Entries++;
        if (entry.Code is { } code)
            tables.Codes.Add(code);
        if (entry.Severity is { } severity)
            Set(tables, severity);
        if (entry.Planned is { } planned)
            Plan(tables, entry.Source, planned);
        state.Set(tables);
    }

    /// <summary>Sets one severity in place of what was set before for its rule and source.</summary>
    public static void Set(HubTables tables, SeveritySet severity)
    {
        Remove(tables.Severities, one => one.Rule == severity.Rule && one.Source == severity.Source);
        if (severity.Severity != Severity.Unspecified)
            tables.Severities.Add(severity);
    }

    /// <summary>Sets a day in place of what was set before; rules do not depend on days, so the rule set stays the same.</summary>
    public void Apply(DaySet day)
    {
        var tables = state.Tables();
        Remove(tables.Days, one => one.Day == day.Day);
        var later = tables.Days.Count(one => string.CompareOrdinal(one.Day, day.Day) > 0);
        tables.Days.Insert(tables.Days.Count - later, day);
        state.Set(tables);
    }

    /// <summary>Puts grants in the place of those that stood.</summary>
    public void Apply(GrantsSet grants, ulong revision, Timestamp at)
    {
        var tables = state.Tables();
        (tables.Grants, tables.GrantsVersion, tables.GrantsAt) = (grants, revision, at);
        state.Set(tables);
    }

    /// <summary>Adds a revoked certificate; it is never taken back.</summary>
    public void Apply(CertificateRevoked revoked, ulong revision, Timestamp at)
    {
        var tables = state.Tables();
        tables.Revocations.Add(new RevocationRow { Revoked = revoked, At = at, Revision = revision });
        state.Set(tables);
    }

    /// <summary>Closes delivery, unless it is the first epoch of the log.</summary>
    public void Apply(EpochBegun epoch, ulong revision, Timestamp at)
    {
        if (epoch.Cause == EpochCause.Unspecified)
            return;
        var tables = state.Tables();
        tables.Closed = new ClosedDelivery { Cause = epoch.Cause, Revision = revision, Since = at, BackupMadeAt = epoch.BackupMadeAt };
        state.Set(tables);
    }

    /// <summary>Opens delivery again.</summary>
    public void OpenDelivery()
    {
        var tables = state.Tables();
        tables.Closed = null;
        state.Set(tables);
    }

    // A part has one plan at most: a newer one takes the older one's place.
    private static void Plan(HubTables tables, string to, TransferPlanned planned)
    {
        Remove(tables.Transfers, one => one.Plan.Part.Equals(planned.Part));
        if (!planned.Ended)
            tables.Transfers.Add(new PlannedTransfer { To = to, Plan = planned });
    }

    private static void Remove<T>(IList<T> list, Func<T, bool> matches)
    {
        foreach (var one in list.Where(matches).ToList())
            _ = list.Remove(one);
    }
}
