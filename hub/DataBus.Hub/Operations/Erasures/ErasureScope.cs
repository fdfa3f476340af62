using DataBus.Hub.Entities;
using DataBus.Hub.Log;
using DataBus.V1;

namespace DataBus.Hub.Operations.Erasures;

/// <summary>What the hub holds of the targets of an erasure, as of one view.</summary>
/// <param name="Addresses">Addresses that have contents, or ever had and still keep.</param>
/// <param name="Failed">Failed pushes with contents, open or closed.</param>
internal sealed record ErasureScope(IReadOnlyList<ErasedAddress> Addresses, IReadOnlyList<ulong> Failed)
{
    /// <summary>Whether nothing is left to erase.</summary>
    public bool IsEmpty => Addresses.Count == 0;

    /// <summary>Finds it.</summary>
    public static ErasureScope Of(IEnumerable<ErasureTarget> targets, IViewReader view, IExchangeLog log)
    {
        var found = new Dictionary<AddressKey, ErasedAddress>();
        foreach (var target in targets)
        {
            foreach (var (key, slot) in SlotsOf(target, view))
                Meet(found, key, slot);
        }
        var failed = new List<ulong>();
        var withFailed = new HashSet<AddressKey>();
        foreach (var (id, item) in view.ScanHeld())
        {
            if (item.ErasedBy > 0 || AddressesOf(item).Where(found.ContainsKey).ToList() is not { Count: > 0 } of)
                continue;
            failed.Add(id);
            withFailed.UnionWith(of);
            MeetEvent(found, item);
        }
        return new ErasureScope(
            [.. found.Where(one => withFailed.Contains(one.Key) || History.Of(one.Key, view, log).Any(static content => Erased.IsContent(content.Change))).Select(static one => one.Value)],
            failed);
    }

    /// <summary>Whether the hub knows an address that the target names.</summary>
    public static bool IsKnown(ErasureTarget target, IViewReader view) => SlotsOf(target, view).Any();

    private static IEnumerable<KeyValuePair<AddressKey, Slot>> SlotsOf(ErasureTarget target, IViewReader view) => view
        .Scan(AddressKey.EntityPrefix(target.Key))
        .Where(slot => slot.Key.ToAddress() is var address
            && (target.Facet.Length == 0 || target.Facet == address.Facet)
            && (target.Instance.Length == 0 || target.Instance == address.Instance));

    private static void Meet(Dictionary<AddressKey, ErasedAddress> found, AddressKey key, Slot slot)
    {
        var address = key.ToAddress();
        var own = AddressKey.Of(address);
        if (!found.TryGetValue(own, out var erased))
            found.Add(own, erased = new ErasedAddress { Address = address });
        if (key.EventId is { Length: > 0 } id && !erased.Events.Contains(id))
            erased.Events.Add(id);
        if (erased.Source.Length == 0)
            erased.Source = slot.Source.Length > 0 ? slot.Source : slot.Held.FirstOrDefault()?.Source ?? "";
    }

    private static void MeetEvent(Dictionary<AddressKey, ErasedAddress> found, HeldItem item)
    {
        foreach (var change in new[] { item.Entry.Change, item.Patched })
        {
            if (change is null || V1.Addresses.Of(change) is not { } address || !found.TryGetValue(AddressKey.Of(address), out var erased))
                continue;
            if (V1.Addresses.EventIdOf(change) is { Length: > 0 } id && !erased.Events.Contains(id))
                erased.Events.Add(id);
            if (erased.Source.Length == 0)
                erased.Source = item.Source;
        }
    }

    private static IEnumerable<AddressKey> AddressesOf(HeldItem item) => new[] { item.Entry.Change, item.Patched }
        .Select(static change => change is null ? null : V1.Addresses.Of(change))
        .OfType<Address>()
        .Select(static address => AddressKey.Of(address));
}
