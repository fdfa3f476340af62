namespace DataBus.Hub.Log;

/// <summary>C = H(C of the record before ‖ D), where D is the record's own digest: whoever knows C of the head knows the whole log.</summary>
internal static class HashChain
{
    /// <summary>Bytes of a digest and of a chain value.</summary>
    public const int Size = Digests.Size;

    /// <summary>C before the first record.</summary>
    public static readonly ReadOnlyMemory<byte> Start = new byte[Size];

    /// <summary>Writes the C that follows <paramref name="previous"/> by a record with this digest, by the algorithm of that record.</summary>
    public static void Next(DigestAlgorithm algorithm, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> digest, Span<byte> destination)
    {
        Span<byte> both = stackalloc byte[2 * Size];
        previous.CopyTo(both);
        digest.CopyTo(both[Size..]);
        Digests.Hash(algorithm, both, destination);
    }
}
