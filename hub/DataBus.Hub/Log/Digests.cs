using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Digests;

namespace DataBus.Hub.Log;

/// <summary>The digests of <see cref="DigestAlgorithm"/>; each has 32 bytes.</summary>
internal static class Digests
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Writes the digest of some bytes.</summary>
    public static void Hash(DigestAlgorithm algorithm, ReadOnlySpan<byte> source, Span<byte> destination)
    {
        if (algorithm == DigestAlgorithm.Sha256)
        {
            _ = SHA256.HashData(source, destination);
            return;
        }
        var sm3 = new SM3Digest();
        sm3.BlockUpdate(source);
        _ = sm3.DoFinal(destination);
    }

    /// <summary>Its name as people write it.</summary>
    public static string NameOf(DigestAlgorithm algorithm) => algorithm == DigestAlgorithm.Sm3 ? "SM3" : "SHA-256";
}
