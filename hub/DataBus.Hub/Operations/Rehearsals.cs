using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Intake;
using DataBus.Hub.Log;
using DataBus.Hub.Rules;
using DataBus.V1;

namespace DataBus.Hub.Operations;

/// <summary>Tells what an act would do to what is stored and held; changes nothing.</summary>
internal sealed class Rehearsals(IExchangeLog log, IViews views, BatchPreparation preparation, TimeProvider time)
{
    private const int MaxHolds = 100;
    private const int MaxReleases = 10_000;

    /// <summary>Other rules: which live contents they would hold if they came again, which failed pushes they would release.</summary>
    /// <param name="change">Makes the tables of then of those of now.</param>
    /// <param name="facets">The facet kinds whose rules change.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Rehearsal> RulesAsync(Action<HubTables> change, IReadOnlySet<string> facets, CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        var tables = view.Tables();
        change(tables);
        tables.Entries++;
        var (now, then) = (preparation.Rules, TableCommands.RulesOf(tables));
        var rehearsal = new Rehearsal { Revision = view.Watermark };
        Live(view, facets, now, then, rehearsal, cancellationToken);
        var released = Held(view, facets, now, then, rehearsal);
        if (released.Any(FigureMoves.Concerns))
            rehearsal.Figures.Add(FigureMoves.Of(log, view, released, time));
        return rehearsal;
    }

    /// <summary>Another owner: how many addresses and failed pushes change hands.</summary>
    public async Task<Rehearsal> OwnershipAsync(OwnedPart part, CancellationToken cancellationToken)
    {
        using var view = await views.AtLeastAsync(log.Head, cancellationToken);
        var rehearsal = new Rehearsal { Revision = view.Watermark };
        foreach (var slot in view.Scan([]).Where(slot => slot.Key.EventId.Length == 0 && IsOf(slot, part)).Select(slot => slot.Value))
        {
            rehearsal.Addresses += slot.IsLive ? 1UL : 0;
            rehearsal.OpenFailed += (ulong)slot.Held.Count;
        }

        return rehearsal;
    }

    private bool IsOf(KeyValuePair<AddressKey, Slot> slot, OwnedPart part)
    {
        if (slot.Key.IsUnkeyed || slot.Key.Facet != part.Facet || FacetCatalogue.Find(part.Facet) is not { } facet)
            return false;
        // Where the instance does not name the part, the content does.
        var value = facet.PartOf(slot.Key.ToAddress().Instance)
            ?? (slot.Value.IsLive && ContentReader.Read(log, slot.Value.Revision) is { } content ? facet.PartOf(content.Change) : null);
        return Ownership.Covers([part], part.Facet, value);
    }

    private void Live(IViewReader view, IReadOnlySet<string> facets, RuleSet now, RuleSet then, Rehearsal rehearsal, CancellationToken cancellationToken)
    {
        var revisions = view.Scan([])
            .Where(slot => slot.Value.IsLive && !slot.Key.IsUnkeyed && facets.Contains(slot.Key.Facet))
            .Select(slot => slot.Value.Revision)
            .Order();
        foreach (var content in ContentReader.ReadAll(log, revisions))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rehearsal.LiveChecked++;
            // What the hub added is no part of what its source would send again.
            content.Change.Hub = null;
            var verdict = then.Check(content.Change, content.Run.Source);
            if (!verdict.Holds || now.Check(content.Change, content.Run.Source).Holds)
                continue;
            rehearsal.WouldHold++;
            if (rehearsal.Holds.Count < MaxHolds)
                rehearsal.Holds.Add(Described(content, verdict));
        }
    }

    private static RehearsedContent Described(Content content, Verdict verdict)
    {
        var facet = FacetCatalogue.Of(content.Change);
        return new RehearsedContent
        {
            Address = Addresses.Of(content.Change),
            Revision = content.Revision,
            Source = content.Run.Source,
            Violations = { verdict.Violations.Where(broken => broken.Severity == Severity.Error).Select(broken => ViolationMask.Masked(broken, facet)) },
        };
    }

    // Gives the contents that would be released, oldest first.
    private static List<Change> Held(IViewReader view, IReadOnlySet<string> facets, RuleSet now, RuleSet then, Rehearsal rehearsal)
    {
        var released = new List<Change>();
        foreach (var (id, item) in view.ScanHeld())
        {
            if (item.State != FailedState.Held || item.Entry.Change is not { } change || FacetCatalogue.Of(change) is not { } facet
                || !facets.Contains(facet.Name))
                continue;
            rehearsal.HeldChecked++;
            if (!HeldFindings.WouldPass(view, item, then) || HeldFindings.WouldPass(view, item, now))
                continue;
            rehearsal.WouldRelease++;
            released.Add(change);
            if (rehearsal.Releases.Count < MaxReleases)
                rehearsal.Releases.Add(id);
        }

        return released;
    }
}
