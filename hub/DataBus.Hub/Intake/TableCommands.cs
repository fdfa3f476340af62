using DataBus.Hub.Entities;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Intake;

/// <summary>What operators set beside the contract: codes and severities, by which the next change is judged, and working days.</summary>
internal sealed class TableCommands(Writer writer)
{
    /// <summary>The rules of the contract with what operators have set.</summary>
    public static RuleSet RulesOf(HubTables tables) =>
        tables.Entries == 0 ? RuleSet.OfTheContract : new RuleSet(tables.Codes, tables.Severities, tables.Entries);

    /// <exception cref="HubException">ALREADY_EXISTS.</exception>
    public ulong Add(CodeAdded code)
    {
        if (CodeTables.Find(code.Table)!.Contains(code.Code) || writer.State.Tables().Codes.Any(one => one.Table == code.Table && one.Code == code.Code))
            throw Refusals.CodeExists(code.Table, code.Code);
        return Enter(new SourceEntry { Code = code });
    }

    public ulong Set(SeveritySet severity) => Enter(new SourceEntry { Severity = severity });

    public ulong Set(DaySet day) => writer.Enter(new SourceEntry { Source = HubSource.Name, Day = day });

    /// <summary>Puts grants in the place of those that stand; gives the version: what stood, if they are the same.</summary>
    /// <param name="grants">The whole set.</param>
    /// <param name="known">The version that the caller knows; 0: any.</param>
    /// <exception cref="HubException">ABORTED: another version stands.</exception>
    public ulong Apply(GrantsSet grants, ulong known)
    {
        var tables = writer.State.Tables();
        if (known != 0 && known != tables.GrantsVersion)
            throw Refusals.GrantsMoved(tables.GrantsVersion);
        return (tables.Grants?.Grants ?? []).SequenceEqual(grants.Grants)
            ? tables.GrantsVersion
            : writer.Enter(new SourceEntry { Source = HubSource.Name, Grants = grants });
    }

    /// <summary>Revokes a certificate, unless it is revoked already; gives the revision of the entry.</summary>
    public ulong Revoke(CertificateRevoked revoked) =>
        writer.State.Tables().Revocations.FirstOrDefault(row => row.Revoked.Serial == revoked.Serial) is { } standing
            ? standing.Revision
            : writer.Enter(new SourceEntry { Source = HubSource.Name, Revoked = revoked });

    /// <exception cref="HubException">FAILED_PRECONDITION: delivery is not closed.</exception>
    public ulong Open(DeliveryOpened opened) => writer.State.Tables().Closed is null
        ? throw Refusals.DeliveryNotClosed()
        : writer.Enter(new SourceEntry { Source = HubSource.Name, Delivery = opened });

    private ulong Enter(SourceEntry entry)
    {
        entry.Source = HubSource.Name;
        var revision = writer.Enter(entry);
        writer.Preparation.Use(RulesOf(writer.State.Tables()));
        return revision;
    }
}
