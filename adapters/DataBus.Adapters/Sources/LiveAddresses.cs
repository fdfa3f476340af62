using DataBus.Adapters.Hub;
using DataBus.Adapters.Mapping;
using DataBus.V1;

namespace DataBus.Adapters.Sources;

/// <summary>What a source has written so far, as the hub tells it: what need not be sent again, and what a full read did not meet.</summary>
internal sealed class LiveAddresses
{
    private const int MaxAbsentBytes = 2 * 1024 * 1024;

    private readonly Dictionary<AddressId, State> _states = [];

    private LiveAddresses()
    {
    }

    /// <summary>Asks the hub.</summary>
    public static async Task<LiveAddresses> LoadAsync(IHubPort hub, string source, CancellationToken cancellationToken)
    {
        var live = new LiveAddresses();
        await foreach (var state in hub.ListAddressesAsync(source, cancellationToken))
        {
            var hash = state.OriginHash.Length == OriginHash.Size ? ContentHash.Of(state.OriginHash.Span) : default;
            live._states[AddressId.Of(state.Address)] = new State(hash, state.Live, [.. state.Held.Select(h => ContentHash.Of(h.Span))]);
        }
        return live;
    }

    /// <summary>
    /// Tells whether a row need not be sent: its content is the live one and nothing newer of its address is held (else the
    /// hub has to see that the live content came back).
    /// </summary>
    public bool IsLive(MappedItem item) =>
        item is { Address: { } address, EventId.Length: 0, HasOwnVersion: false, Item.Violations.Count: 0 }
        && _states.TryGetValue(address, out var state) && state is { IsLive: true, Held.Count: 0 } && state.Hash == item.Hash;

    /// <summary>Tells whether the hub has a content already, live or held.</summary>
    public bool HasSeen(MappedItem item) => item.Address is { } address && _states.TryGetValue(address, out var state)
        && ((state.IsLive && state.Hash == item.Hash) || state.Held.Contains(item.Hash));

    /// <summary>Tells whether the hub holds a content.</summary>
    public bool IsHeld(MappedItem item) => item.Address is { } address && _states.TryGetValue(address, out var state) && state.Held.Contains(item.Hash);

    /// <summary>Notes that the read met an address.</summary>
    public void Meet(MappedItem item)
    {
        if (item.Address is { } address && _states.TryGetValue(address, out var state))
            state.IsMet = true;
    }

    /// <summary>The live addresses that the read did not meet; null if they are too many for one push.</summary>
    /// <param name="covered">The facet kinds that were read whole; null: all.</param>
    public IReadOnlyList<Address>? Absent(IReadOnlySet<string>? covered)
    {
        var absent = new List<Address>();
        var bytes = 0;
        foreach (var (id, state) in _states)
        {
            // Events are what happened: a list that does not tell them any more does not undo them.
            if (!state.IsLive || state.IsMet || FacetCatalogue.Find(id.Facet) is not { IsEvent: false } || covered?.Contains(id.Facet) == false)
                continue;
            var address = id.ToAddress();
            absent.Add(address);
            bytes += address.CalculateSize();
            if (bytes > MaxAbsentBytes)
                return null;
        }
        return absent;
    }

    private sealed class State(UInt128 hash, bool isLive, IReadOnlyList<UInt128> held)
    {
        public UInt128 Hash => hash;

        public bool IsLive => isLive;

        public IReadOnlyList<UInt128> Held => held;

        public bool IsMet { get; set; }
    }
}
