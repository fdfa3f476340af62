using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Comparison;

/// <summary>Where a source and the hub do not agree, in the order of the addresses' texts.</summary>
/// <param name="Altered">Both have it, with other content.</param>
/// <param name="Lacking">The source has it, and it is not live in the hub.</param>
/// <param name="Gone">It is live in the hub, and the source does not have it.</param>
/// <param name="Held">The hub has what the source has, but holds it: the desk decides.</param>
/// <param name="BytesRead">Bytes of the hub's answers.</param>
internal sealed record Differences(
    IReadOnlyList<AddressId> Altered, IReadOnlyList<AddressId> Lacking, IReadOnlyList<AddressId> Gone, IReadOnlyList<AddressId> Held, long BytesRead)
{
    /// <summary>Whether anything is left to mend.</summary>
    public bool Any => Altered.Count + Lacking.Count + Gone.Count > 0;

    /// <summary>Compares what both have of some buckets.</summary>
    /// <param name="own">What the source has.</param>
    /// <param name="hubs">What the hub has.</param>
    /// <param name="bytesRead">Bytes of the hub's answers.</param>
    public static Differences Of(
        IReadOnlyDictionary<AddressId, (PushItem Item, byte[] Hash)> own, IReadOnlyDictionary<AddressId, AddressState> hubs, long bytesRead)
    {
        var differing = own.Where(one => !IsLive(hubs, one.Key, one.Value.Hash)).ToLookup(one => StateOf(hubs, one.Key, one.Value.Hash), one => one.Key);
        var gone = hubs.Where(one => one.Value.Live && !own.ContainsKey(one.Key) && FacetCatalogue.Find(one.Key.Facet) is { IsEvent: false });
        return new Differences(
            Sorted(differing["altered"]), Sorted(differing["lacking"]), Sorted(gone.Select(one => one.Key)), Sorted(differing["held"]), bytesRead);
    }

    private static bool IsLive(IReadOnlyDictionary<AddressId, AddressState> hubs, AddressId address, byte[] hash) =>
        hubs.TryGetValue(address, out var state) && state.Live && state.OriginHash.Span.SequenceEqual(hash);

    private static string StateOf(IReadOnlyDictionary<AddressId, AddressState> hubs, AddressId address, byte[] hash) =>
        !hubs.TryGetValue(address, out var state) ? "lacking"
        : state.Held.Any(held => held.Span.SequenceEqual(hash)) ? "held"
        : state.Live ? "altered" : "lacking";

    private static List<AddressId> Sorted(IEnumerable<AddressId> addresses) => [.. addresses.OrderBy(address => address.ToString(), StringComparer.Ordinal)];
}
