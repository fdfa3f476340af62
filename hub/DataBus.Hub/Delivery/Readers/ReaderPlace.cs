using Google.Protobuf;

namespace DataBus.Hub.Delivery.Readers;

/// <summary>Where a name goes on.</summary>
/// <param name="Bookmark">Behind this; empty: with a snapshot.</param>
/// <param name="Skip">Nothing up to here, also where it shares a record with what is behind it: bookmarks stand at the ends of records.</param>
internal sealed record ReaderPlace(ByteString Bookmark, ulong Skip);
