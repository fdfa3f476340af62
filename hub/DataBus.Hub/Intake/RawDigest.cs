using System.Security.Cryptography;
using Google.Protobuf;

namespace DataBus.Hub.Intake;

/// <summary>The salted digest by which the log refers to a raw row without telling anything of it: 16 bytes salt, 16 bytes of SHA-256.</summary>
internal static class RawDigest
{
    private const int SaltBytes = 16;

    public static ByteString Of(ReadOnlySpan<byte> raw) => Make(RandomNumberGenerator.GetBytes(SaltBytes), raw);

    /// <summary>Whether the raw row is the one that the digest was made of.</summary>
    public static bool Matches(ByteString digest, ReadOnlySpan<byte> raw) =>
        digest.Length == 2 * SaltBytes && Make(digest.Span[..SaltBytes].ToArray(), raw) == digest;

    private static ByteString Make(byte[] salt, ReadOnlySpan<byte> raw)
    {
        byte[] hash = SHA256.HashData([.. salt, .. raw]);
        return ByteString.CopyFrom([.. salt, .. hash.AsSpan(0, SaltBytes)]);
    }
}
