using DataBus.V1;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>What a name follows from now on.</summary>
/// <param name="Request">The request, without a start.</param>
/// <param name="Digest">Stands for it in bookmarks.</param>
/// <param name="Place">Where it goes on; null: where it stands.</param>
internal sealed record Following(SubscribeRequest Request, uint Digest, ReaderPlace? Place);
