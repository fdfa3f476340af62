using System.Diagnostics.CodeAnalysis;
using DataBus.V1;

namespace DataBus.Client;

/// <summary>
/// What a reader keeps of a subscription: the live content of every address and event, and the pending marks. Apply each
/// delivery in order; a repeated one changes nothing. Not thread-safe.
/// </summary>
public sealed class EntitySet
{
    private readonly Dictionary<(Address Address, string EventId), DeliveredChange> _contents = [];
    private readonly Dictionary<Address, DeliveredChange> _pending = [];
    private readonly Dictionary<Key, HashSet<(Address Address, string EventId)>> _placesOf = [];
    private readonly StatedGroups _groups = new();

    /// <summary>The last revision that the set covers; 0 before the first delivery.</summary>
    public ulong Revision { get; private set; }

    /// <summary>True: the set equals the hub's as of <see cref="Revision"/>.</summary>
    public bool Consistent { get; private set; }

    /// <summary>True after a delivery that said that there was nothing more; false again with the next change.</summary>
    public bool CaughtUp { get; private set; }

    /// <summary>How many entities have content; keys that live contents state to be of one entity count once.</summary>
    /// <remarks>Keys that an operator joined or split are not told to readers: the hub's own count knows them too.</remarks>
    public int Count => Enum.GetValues<Kind>().Sum(CountOf);

    /// <summary>All live contents, in no order.</summary>
    public IReadOnlyCollection<DeliveredChange> Contents => _contents.Values;

    /// <summary>The pending marks: addresses for which a newer version waits at the hub.</summary>
    public IReadOnlyDictionary<Address, DeliveredChange> Pending => _pending;

    /// <summary>How many entities of a kind have content, counted as <see cref="Count"/> does.</summary>
    public int CountOf(Kind kind) =>
        _placesOf.Keys.Count(key => key.Kind == kind) - _groups.SurplusOf(kind, _placesOf.ContainsKey);

    /// <summary>How many live contents there are of each facet kind, by its name; each event counts, a kind without any is not there.</summary>
    public IReadOnlyDictionary<string, int> CountByFacet() =>
        _contents.Keys.CountBy(place => place.Address.Facet).ToDictionary(StringComparer.Ordinal);

    /// <summary>Gets the live content of an address, or one event of it.</summary>
    public bool TryGet(Address address, string eventId, [NotNullWhen(true)] out DeliveredChange? content) =>
        _contents.TryGetValue((address, eventId), out content);

    /// <summary>Applies a delivery: replaces on content, removes on a tombstone, forgets everything on a resync.</summary>
    public void Apply(Delivery delivery)
    {
        if (delivery.Kind == DeliveryKind.Resync)
        {
            Clear();
            return;
        }
        foreach (var key in delivery.Left.Concat(delivery.Entered))
            Forget(key);
        foreach (var change in delivery.Changes)
            Apply(change);
        Revision = Math.Max(Revision, delivery.LastRevision);
        Consistent = delivery.Consistent;
        CaughtUp = delivery.Kind == DeliveryKind.CaughtUp || (CaughtUp && delivery.Kind is DeliveryKind.Progress or DeliveryKind.Notice);
    }

    private void Apply(DeliveredChange change)
    {
        // A facet kind that this version of the contract does not know has no address: nothing of it can be kept.
        if (Addresses.Of(change.Change) is not { } address)
            return;
        switch (change.Change.ContentCase)
        {
            case Change.ContentOneofCase.Pending when change.Change.Pending.Ended:
                EndPending(address, change.Revision);
                break;
            case Change.ContentOneofCase.Pending:
                _pending[address] = change;
                break;
            case Change.ContentOneofCase.Tombstone:
                Remove(address, change.Revision);
                EndPendingOf(change, address);
                break;
            default:
                Put(address, change);
                EndPendingOf(change, address);
                break;
        }
    }

    private void Put(Address address, DeliveredChange change)
    {
        var place = (address, Addresses.EventIdOf(change.Change));
        if (_contents.TryGetValue(place, out var known) && known.Revision > change.Revision)
            return;
        if (!_placesOf.TryGetValue(address.Key, out var places))
            _placesOf.Add(address.Key, places = []);
        _ = places.Add(place);
        _contents[place] = change;
        _groups.Put(place, change.Change);
    }

    private void Remove(Address address, ulong revision)
    {
        // The tombstone of an EVENT facet ends all its events.
        var places = FacetCatalogue.Find(address.Facet)!.IsEvent
            ? _contents.Keys.Where(place => place.Address.Equals(address)).ToList()
            : [(address, "")];
        foreach (var place in places)
        {
            if (!_contents.TryGetValue(place, out var known) || known.Revision > revision || !_contents.Remove(place))
                continue;
            _groups.Remove(place);
            var ofEntity = _placesOf[address.Key];
            if (ofEntity.Remove(place) && ofEntity.Count == 0)
                _ = _placesOf.Remove(address.Key);
        }
    }

    private void Forget(Key key)
    {
        foreach (var mark in _pending.Keys.Where(address => address.Key.Equals(key)).ToList())
            _ = _pending.Remove(mark);
        if (!_placesOf.Remove(key, out var places))
            return;
        foreach (var place in places)
        {
            _ = _contents.Remove(place);
            _groups.Remove(place);
        }
    }

    private void EndPendingOf(DeliveredChange change, Address address)
    {
        if (change.Change.Hub?.EndsPending > 0)
            EndPending(address, change.Revision);
    }

    private void EndPending(Address address, ulong revision)
    {
        if (_pending.TryGetValue(address, out var mark) && mark.Revision <= revision)
            _pending.Remove(address);
    }

    private void Clear()
    {
        _contents.Clear();
        _pending.Clear();
        _placesOf.Clear();
        _groups.Clear();
        Revision = 0;
        Consistent = false;
        CaughtUp = false;
    }
}
