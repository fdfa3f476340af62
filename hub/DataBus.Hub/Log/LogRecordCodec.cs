using System.Buffers.Binary;

namespace DataBus.Hub.Log;

/// <summary>A record as it is stored.</summary>
/// <remarks>
/// Key: first revision, 8 bytes big-endian. Value: chain (32) ‖ salt (16) ‖ type (1) ‖ digest algorithm (1) ‖ first revision (8, big-endian) ‖
/// count (4, big-endian) ‖ body. The digest covers all that follows the chain; that the header begins with the chain makes this one span.
/// Digest algorithm: 1 SHA-256, 3 SM3; the chain's link to the record before is made by it too, so a log may change from one to the other.
/// A sparse record, which a trim rewrote, has the number behind it (2, 4), and the digest that it was appended with (32) before the body:
/// its chain is made of that one and never changes, so that whoever knows a chain value of before finds it again. What it holds now is
/// covered by its own digest, and that by the trim's CHECKPOINT.
/// </remarks>
internal static class LogRecordCodec
{
    public const int KeySize = 8;
    public const int SaltSize = 16;
    public const int HeaderSize = BodyAt;

    private const int SaltAt = HashChain.Size;
    private const int TypeAt = SaltAt + SaltSize;
    private const int AlgorithmAt = TypeAt + 1;
    private const int FirstRevisionAt = AlgorithmAt + 1;
    private const int CountAt = FirstRevisionAt + 8;
    private const int BodyAt = CountAt + 4;
    private const int SparseBodyAt = BodyAt + HashChain.Size;

    /// <summary>Writes the key of a revision.</summary>
    public static void WriteKey(ulong revision, Span<byte> destination) => BinaryPrimitives.WriteUInt64BigEndian(destination, revision);

    /// <summary>The revision that a key names.</summary>
    public static ulong ReadKey(ReadOnlySpan<byte> key) => BinaryPrimitives.ReadUInt64BigEndian(key);

    /// <summary>
    /// Writes the value of a record, which follows <paramref name="previousChain"/>, by its <see cref="LogRecord.Algorithm"/>; its own C are
    /// the first 32 bytes.
    /// </summary>
    public static void Write(LogRecord record, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> previousChain, Span<byte> value)
    {
        WriteHeader(record, salt, (byte)record.Algorithm, value);
        record.Body.Span.CopyTo(value[BodyAt..]);
        Span<byte> digest = stackalloc byte[HashChain.Size];
        Digests.Hash(record.Algorithm, value[SaltAt..], digest);
        HashChain.Next(record.Algorithm, previousChain, digest, value[..HashChain.Size]);
    }

    /// <summary>A record that was read, rewritten with less in its body: its chain stays, and the digest that it was appended with.</summary>
    public static LogRecord Rewrite(LogRecord record, ReadOnlyMemory<byte> body, ReadOnlySpan<byte> salt)
    {
        var value = new byte[SparseBodyAt + body.Length];
        record.Chain.Span.CopyTo(value);
        WriteHeader(record, salt, SparseOf(record.Algorithm), value);
        (record.IsSparse ? record.AppendedDigest : DigestOf(record)).Span.CopyTo(value.AsSpan(BodyAt));
        body.Span.CopyTo(value.AsSpan(SparseBodyAt));
        return TryRead(value)!;
    }

    /// <summary>The digest algorithm that a value names, if it is none that this hub knows; null: it is known, or there is no header.</summary>
    public static byte? UnknownAlgorithm(ReadOnlySpan<byte> value) =>
        value.Length >= HeaderSize && Known(value[AlgorithmAt]) is null ? value[AlgorithmAt] : null;

    /// <summary>The record in a value; null if it is none: too short, an unknown digest, covering nothing or beyond what can be counted.</summary>
    public static LogRecord? TryRead(ReadOnlyMemory<byte> value)
    {
        if (value.Length < HeaderSize)
            return null;
        var span = value.Span;
        if (Known(span[AlgorithmAt]) is not { } algorithm)
            return null;
        var bodyAt = span[AlgorithmAt] == (byte)algorithm ? BodyAt : SparseBodyAt;
        if (value.Length < bodyAt)
            return null;
        var first = BinaryPrimitives.ReadUInt64BigEndian(span[FirstRevisionAt..]);
        var count = BinaryPrimitives.ReadUInt32BigEndian(span[CountAt..]);
        if (first == 0 || count == 0 || first > ulong.MaxValue - count)
            return null;
        return new LogRecord((RecordType)span[TypeAt], first, count, value[bodyAt..])
        {
            Algorithm = algorithm,
            Chain = value[..HashChain.Size],
            AppendedDigest = value[BodyAt..bodyAt],
            Stored = value,
        };
    }

    /// <summary>Whether the C of a record that was read is the one that follows <paramref name="previousChain"/>.</summary>
    public static bool IsChained(ReadOnlySpan<byte> previousChain, LogRecord record)
    {
        Span<byte> chain = stackalloc byte[HashChain.Size];
        HashChain.Next(record.Algorithm, previousChain, (record.IsSparse ? record.AppendedDigest : DigestOf(record)).Span, chain);
        return chain.SequenceEqual(record.Chain.Span);
    }

    /// <summary>The digest of a record that was read, as it stands.</summary>
    public static ReadOnlyMemory<byte> DigestOf(LogRecord record)
    {
        var digest = new byte[HashChain.Size];
        Digests.Hash(record.Algorithm, record.Stored.Span[SaltAt..], digest);
        return digest;
    }

    private static DigestAlgorithm? Known(byte number) => number switch
    {
        (byte)DigestAlgorithm.Sha256 or (byte)DigestAlgorithm.Sha256 + 1 => DigestAlgorithm.Sha256,
        (byte)DigestAlgorithm.Sm3 or (byte)DigestAlgorithm.Sm3 + 1 => DigestAlgorithm.Sm3,
        _ => null,
    };

    private static byte SparseOf(DigestAlgorithm algorithm) => (byte)((byte)algorithm + 1);

    private static void WriteHeader(LogRecord record, ReadOnlySpan<byte> salt, byte algorithm, Span<byte> value)
    {
        salt.CopyTo(value[SaltAt..]);
        value[TypeAt] = (byte)record.Type;
        value[AlgorithmAt] = algorithm;
        BinaryPrimitives.WriteUInt64BigEndian(value[FirstRevisionAt..], record.FirstRevision);
        BinaryPrimitives.WriteUInt32BigEndian(value[CountAt..], record.Count);
    }
}
