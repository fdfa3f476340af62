using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Google.Protobuf;

namespace DataBus.Hub.Delivery;

/// <summary>Where a reader stands, in a form that survives restarts and says for which history and which request it is good.</summary>
/// <param name="Epoch">The log's history.</param>
/// <param name="Position">Where the reader stands.</param>
/// <param name="RequestDigest">Of the request.</param>
/// <param name="RightsDigest">Of the caller's rights.</param>
/// <param name="Chain">First 8 bytes of the chain at the revision; 0 at revision 0.</param>
/// <remarks>The checksum finds damage. It is no signature and needs none: a bookmark gives no rights.</remarks>
internal sealed record Bookmark(string Epoch, DeliveryPosition Position, uint RequestDigest, uint RightsDigest, ulong Chain)
{
    private const byte Version = 1;
    private const int NumberCount = 5;
    private const int FixedBytes = 2 + NumberCount * sizeof(ulong) + sizeof(ulong);

    /// <summary>First 8 bytes of a chain value.</summary>
    public static ulong ChainOf(ReadOnlyMemory<byte> chain) => chain.IsEmpty ? 0 : BinaryPrimitives.ReadUInt64BigEndian(chain.Span);

    public ByteString Write()
    {
        var epoch = Encoding.UTF8.GetBytes(Epoch);
        var bytes = new byte[FixedBytes + epoch.Length];
        bytes[0] = Version;
        bytes[1] = (byte)epoch.Length;
        epoch.CopyTo(bytes, 2);
        var rest = bytes.AsSpan(2 + epoch.Length);
        foreach (var number in (ReadOnlySpan<ulong>)[Position.Revision, Position.Until, Position.ConsistentFrom, ((ulong)RequestDigest << 32) | RightsDigest, Chain])
        {
            BinaryPrimitives.WriteUInt64BigEndian(rest, number);
            rest = rest[sizeof(ulong)..];
        }
        BinaryPrimitives.WriteUInt64BigEndian(rest, XxHash64.HashToUInt64(bytes.AsSpan(0, bytes.Length - sizeof(ulong))));
        return UnsafeByteOperations.UnsafeWrap(bytes);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null if it is anything else.</summary>
    public static Bookmark? Read(ByteString text)
    {
        var bytes = text.Span;
        if (bytes.Length < FixedBytes || bytes[0] != Version || bytes.Length != FixedBytes + bytes[1])
            return null;
        if (BinaryPrimitives.ReadUInt64BigEndian(bytes[^sizeof(ulong)..]) != XxHash64.HashToUInt64(bytes[..^sizeof(ulong)]))
            return null;

        var numbers = bytes[(2 + bytes[1])..];
        ulong Number(ReadOnlySpan<byte> all, int index) => BinaryPrimitives.ReadUInt64BigEndian(all[(index * sizeof(ulong))..]);
        return new Bookmark(
            Encoding.UTF8.GetString(bytes.Slice(2, bytes[1])),
            new DeliveryPosition(Number(numbers, 0), Number(numbers, 1), Number(numbers, 2)),
            (uint)(Number(numbers, 3) >> 32),
            (uint)Number(numbers, 3),
            Number(numbers, 4));
    }
}
