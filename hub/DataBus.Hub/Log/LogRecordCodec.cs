using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DataBus.Hub.Log;

/// <summary>A record as it is stored.</summary>
/// <remarks>
/// Key: first revision, 8 bytes big-endian. Value: chain (32) ‖ salt (16) ‖ type (1) ‖ digest algorithm (1) ‖ first revision (8, big-endian) ‖
/// count (4, big-endian) ‖ body. The digest covers all that follows the chain; that the header begins with the chain makes this one span.
/// </remarks>
internal static class LogRecordCodec
{
    public const int KeySize = 8;
    public const int SaltSize = 16;
    public const int HeaderSize = BodyAt;

    private const byte Sha256 = 1;
    private const int SaltAt = HashChain.Size;
    private const int TypeAt = SaltAt + SaltSize;
    private const int AlgorithmAt = TypeAt + 1;
    private const int FirstRevisionAt = AlgorithmAt + 1;
    private const int CountAt = FirstRevisionAt + 8;
    private const int BodyAt = CountAt + 4;

    /// <summary>Writes the key of a revision.</summary>
    public static void WriteKey(ulong revision, Span<byte> destination) => BinaryPrimitives.WriteUInt64BigEndian(destination, revision);

    /// <summary>The revision that a key names.</summary>
    public static ulong ReadKey(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadUInt64BigEndian(key);

    /// <summary>Writes the value of a record, which follows <paramref name="previousChain"/>; its own C are the first 32 bytes.</summary>
    public static void Write(LogRecord record, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> previousChain, Span<byte> value)
    {
        salt.CopyTo(value[SaltAt..]);
        value[TypeAt] = (byte)record.Type;
        value[AlgorithmAt] = Sha256;
        BinaryPrimitives.WriteUInt64BigEndian(value[FirstRevisionAt..], record.FirstRevision);
        BinaryPrimitives.WriteUInt32BigEndian(value[CountAt..], record.Count);
        record.Body.Span.CopyTo(value[BodyAt..]);
        Chain(previousChain, value, value[..HashChain.Size]);
    }

    /// <summary>The record in a value; null if it is none: too short, an unknown digest, covering nothing or beyond what can be counted.</summary>
    public static LogRecord? TryRead(ReadOnlyMemory<byte> value)
    {
        if (value.Length < HeaderSize || value.Span[AlgorithmAt] != Sha256)
            return null;
        var span = value.Span;
        var first = BinaryPrimitives.ReadUInt64BigEndian(span[FirstRevisionAt..]);
        var count = BinaryPrimitives.ReadUInt32BigEndian(span[CountAt..]);
        if (first == 0 || count == 0 || first > ulong.MaxValue - count)
            return null;
        return new LogRecord((RecordType)span[TypeAt], first, count, value[BodyAt..])
        {
            Chain = value[..HashChain.Size],
            Stored = value,
        };
    }

    /// <summary>Whether the C of a record that was read is the one that follows <paramref name="previousChain"/>.</summary>
    public static bool IsChained(ReadOnlySpan<byte> previousChain, LogRecord record)
    {
        Span<byte> chain = stackalloc byte[HashChain.Size];
        Chain(previousChain, record.Stored.Span, chain);
        return chain.SequenceEqual(record.Chain.Span);
    }

    private static void Chain(ReadOnlySpan<byte> previousChain, ReadOnlySpan<byte> value, Span<byte> destination)
    {
        Span<byte> digest = stackalloc byte[HashChain.Size];
        _ = SHA256.HashData(value[SaltAt..], digest);
        HashChain.Next(previousChain, digest, destination);
    }
}
