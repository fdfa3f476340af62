using System.Collections.Concurrent;
using DataBus.Hub.Access;
using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Delivery;

/// <summary>What callers may see today, from what their sources own and what they were granted.</summary>
internal sealed class Rights(IExchangeLog log, IViews views, TimeProvider time, GranteeHashes hashes)
{
    private const int MaxKnown = 10_000;

    // Asked before each page of each stream, and made of some hundred fields.
    private readonly ConcurrentDictionary<CallerIdentity, Known> _known = new();

    public FieldView Of(CallerIdentity caller)
    {
        if (caller.IsOperator)
            return FieldView.Everything;
        using var view = views.Newest();
        return Of(caller, view);
    }

    /// <summary>As a view has it.</summary>
    public FieldView Of(CallerIdentity caller, IViewReader view)
    {
        var tables = view.Tables();
        var parts = PartsOf(caller, view);
        var day = CivilDay.Text(CivilDay.Today(time));
        if (_known.TryGetValue(caller, out var known) && known.Version == tables.GrantsVersion && known.Day == day && known.Parts.SequenceEqual(parts))
            return known.Shows;

        var shows = FieldView.Of(caller, parts, GrantRights.For(tables.Grants?.Grants ?? [], caller.Name, day), value => hashes.Of(caller.Name, value), day);
        if (_known.Count >= MaxKnown)
            _known.Clear();
        _known[caller] = new Known(tables.GrantsVersion, day, [.. parts], shows);
        return shows;
    }

    /// <summary>What a caller sees in a view.</summary>
    public Sight In(IViewReader view, CallerIdentity caller) => new(Of(caller, view), view, log);

    // A bureau whose certificate tells who it is need not name its source: it is all of them then.
    private static IReadOnlyList<OwnedPart> PartsOf(CallerIdentity caller, IViewReader view) => caller switch
    {
        { Source.Length: > 0 } => view.FindSource(caller.Source)?.Parts ?? [],
        { Role: CallerRole.Source } => [.. view.Sources().Where(row => caller.Is(row.Source)).SelectMany(static row => row.Parts)],
        _ => [],
    };

    private sealed record Known(ulong Version, string Day, IReadOnlyList<OwnedPart> Parts, FieldView Shows);
}
