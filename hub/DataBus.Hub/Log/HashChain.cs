using System.Security.Cryptography;

namespace DataBus.Hub.Log;

/// <summary>C = H(C of the record before ‖ D), where D is the record's own digest: whoever knows C of the head knows the whole log.</summary>
internal static class HashChain
{
    /// <summary>Bytes of a digest and of a chain value.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>C before the first record.</summary>
    public static readonly ReadOnlyMemory<byte> Start = new byte[Size];

    /// <summary>Writes the C that follows <paramref name="previous"/> by a record with this digest.</summary>
    public static void Next(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> digest, Span<byte> destination)
    {
        Span<byte> both = stackalloc byte[2 * Size];
        previous.CopyTo(both);
        digest.CopyTo(both[Size..]);
        _ = SHA256.HashData(both, destination);
    }
}
