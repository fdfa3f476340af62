using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace DataBus.V1;

/// <summary>Digests of a set of rows by bucket, as digest.proto says: equal sets have equal digests, in any order.</summary>
public sealed class SetDigests
{
    /// <summary>Most bytes of a prefix.</summary>
    public const int MaxDepth = 2;

    private readonly int _depth;
    private readonly SortedDictionary<int, Bucket> _buckets = [];

    /// <summary>Makes digests of no rows.</summary>
    /// <param name="depth">How many bytes of a place name its bucket: 0 to <see cref="MaxDepth"/>.</param>
    public SetDigests(int depth)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)depth, (uint)MaxDepth, nameof(depth));
        _depth = depth;
    }

    /// <summary>How many rows there are.</summary>
    public long Count { get; private set; }

    /// <summary>Name of a row.</summary>
    /// <param name="key">The key's text.</param>
    /// <param name="facet">Facet kind.</param>
    /// <param name="instance">Instance; empty for a facet of which an entity has one.</param>
    /// <param name="eventId">The source's event id; empty for a STATE facet.</param>
    public static byte[] NameOf(string key, string facet, string instance, string eventId) => Encoding.UTF8.GetBytes($"{key}\0{facet}\0{instance}\0{eventId}");

    /// <summary>Whether a row's place begins with one of these prefixes.</summary>
    public static bool IsWithin(byte[] name, IReadOnlySet<ByteString> prefixes)
    {
        var place = SHA256.HashData(name);
        return Enumerable.Range(0, MaxDepth + 1).Any(depth => prefixes.Contains(ByteString.CopyFrom(place, 0, depth)));
    }

    /// <summary>Takes in a row.</summary>
    public void Add(byte[] name, ulong revision)
    {
        Span<byte> place = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, place);
        var number = 0;
        for (var at = 0; at < _depth; at++)
            number = (number << 8) | place[at];
        if (!_buckets.TryGetValue(number, out var bucket))
            _buckets.Add(number, bucket = new Bucket());
        bucket.Add(name, revision);
        Count++;
    }

    /// <summary>The buckets that have rows, in the order of their prefixes.</summary>
    public IEnumerable<BucketDigest> All() => _buckets.Select(bucket => new BucketDigest
    {
        Prefix = PrefixOf(bucket.Key),
        Count = bucket.Value.Count,
        Digest = ByteString.CopyFrom(bucket.Value.Digest),
    });

    /// <summary>The prefixes of the buckets in which two sets differ.</summary>
    public static IReadOnlyList<ByteString> Differing(IEnumerable<BucketDigest> one, IEnumerable<BucketDigest> other)
    {
        var others = other.ToDictionary(static bucket => bucket.Prefix);
        var differing = one.Where(bucket => !(others.Remove(bucket.Prefix, out var same) && same.Equals(bucket))).Select(static bucket => bucket.Prefix).ToList();
        return [.. differing, .. others.Keys];
    }

    private ByteString PrefixOf(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return ByteString.CopyFrom(bytes[(sizeof(int) - _depth)..]);
    }

    private sealed class Bucket
    {
        public ulong Count { get; private set; }

        public byte[] Digest { get; } = new byte[SHA256.HashSizeInBytes];

        public void Add(byte[] name, ulong revision)
        {
            var text = new byte[name.Length + 1 + sizeof(ulong)];
            name.CopyTo(text, 0);
            BinaryPrimitives.WriteUInt64BigEndian(text.AsSpan(name.Length + 1), revision);
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(text, digest);
            for (var at = 0; at < digest.Length; at++)
                Digest[at] ^= digest[at];
            Count++;
        }
    }
}
