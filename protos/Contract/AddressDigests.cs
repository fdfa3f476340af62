using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Google.Protobuf;

namespace DataBus.V1;

/// <summary>Digests of addresses with their contents by bucket, as intake.proto says: equal sets have equal digests, in any order.</summary>
/// <param name="bucketCount">How many buckets, 1 to <see cref="MaxBuckets"/>.</param>
public sealed class AddressDigests(int bucketCount)
{
    /// <summary>Most buckets.</summary>
    public const int MaxBuckets = 65_536;

    private readonly uint[] _counts = new uint[bucketCount];
    private readonly UInt128[] _digests = new UInt128[bucketCount];

    /// <summary>The bucket of an address.</summary>
    public static int BucketOf(Address address, int bucketCount) => (int)(XxHash64.HashToUInt64(NameOf(address)) % (uint)bucketCount);

    /// <summary>Takes in a live address with the origin hash of its content.</summary>
    public void Add(Address address, ReadOnlySpan<byte> originHash)
    {
        var name = NameOf(address);
        var bucket = (int)(XxHash64.HashToUInt64(name) % (uint)bucketCount);
        _counts[bucket]++;
        _digests[bucket] ^= XxHash128.HashToUInt128([.. name, .. originHash]);
    }

    /// <summary>The digests, one for each bucket.</summary>
    public IEnumerable<AddressDigest> All() => _counts.Zip(_digests, static (count, digest) => new AddressDigest
    {
        Count = count,
        Digest = count == 0 ? ByteString.Empty : BytesOf(digest),
    });

    /// <summary>The buckets in which two sets differ.</summary>
    public static IEnumerable<int> Differing(IEnumerable<AddressDigest> one, IEnumerable<AddressDigest> other) =>
        one.Zip(other).Index().Where(static pair => !pair.Item.First.Equals(pair.Item.Second)).Select(static pair => pair.Index);

    private static byte[] NameOf(Address address) =>
        [(byte)address.Key.Kind, .. Encoding.UTF8.GetBytes($"{address.Key.Scheme}\0{address.Key.Value}\0{address.Facet}\0{address.Instance}")];

    private static ByteString BytesOf(UInt128 digest)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, digest);
        return ByteString.CopyFrom(bytes);
    }
}
