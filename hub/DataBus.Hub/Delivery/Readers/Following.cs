using DataBus.V1;
using Google.Protobuf;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>What a name follows from now on.</summary>
/// <param name="Request">The request, without a start.</param>
/// <param name="Digest">Stands for it in bookmarks.</param>
/// <param name="Bookmark">Where it goes on; empty: with a snapshot; null: where it stands.</param>
internal sealed record Following(SubscribeRequest Request, uint Digest, ByteString? Bookmark);
