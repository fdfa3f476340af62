using System.IO.Hashing;
using Google.Protobuf;

namespace DataBus.V1;

/// <summary>The origin hash: 128 bits over the mapped content as its source sent it. Equal contents have equal hashes, in every process.</summary>
/// <remarks>
/// XxHash128 over the facet's number in <see cref="Change"/> and its fields in number order. A field at its default counts as
/// not set (unless it is <c>optional</c>), lists count in their order, amounts by value (<c>50.00</c> is <c>50</c>). Key, source
/// version and what the hub adds do not count. Fields that this contract does not know are not seen: refuse them before.
/// </remarks>
public static class OriginHash
{
    /// <summary>Length of a hash in bytes.</summary>
    public const int Size = 16;

    private const int UsualBytes = 2048;

    /// <summary>Hash of a change's content, also of a tombstone.</summary>
    public static byte[] Of(Change change)
    {
        var writer = new CanonicalWriter(UsualBytes);
        try
        {
            if (ContentOf(change) is { } content)
            {
                var start = writer.BeginNested((int)change.ContentCase);
                ContentPlan.Of(content.Descriptor).Write(content, ref writer);
                writer.EndNested(start);
            }

            return XxHash128.Hash(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Hash of a row as the source gave it, for rows of which no change could be made.</summary>
    public static byte[] OfRaw(ReadOnlySpan<byte> raw) => XxHash128.Hash(raw);

    private static IMessage? ContentOf(Change change) => change.ContentCase switch
    {
        Change.ContentOneofCase.None => null,
        Change.ContentOneofCase.Tombstone => change.Tombstone,
        Change.ContentOneofCase.Pending => change.Pending,
        _ => FacetCatalogue.Of(change)?.ContentOf(change),
    };
}
