using DataBus.V1;

namespace DataBus.Adapters.Mapping;

/// <summary>A row on its way to the hub, with what the kit must know of it.</summary>
/// <param name="Item">What is pushed.</param>
/// <param name="Address">The address that it writes; null if none can be told.</param>
/// <param name="EventId">Its event id; empty for a STATE facet.</param>
/// <param name="Hash">Its origin hash; zero if no change could be made.</param>
/// <param name="HasOwnVersion">True: the row itself carries its version.</param>
internal sealed record MappedItem(PushItem Item, AddressId? Address, string EventId, UInt128 Hash, bool HasOwnVersion);
